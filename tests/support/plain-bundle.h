/* Small commitments for tests, table by table. */
#pragma once

#include "domain/bundle-table.h"
#include "domain/commitment.h"
#include "domain/seed.h"
#include "support/memory-source.h"

/* A bundle with tables that only have their headers, but for params.csv and one
 * source, "dice"; not sealed. */
MemorySource *plain_bundle_new(void);
/* Writes a table of commit/: its header, and @rows, which end with LF. */
void plain_bundle_put(MemorySource *source, BundleTable table, const char *rows);
/* Writes a plan's frame. */
void plain_bundle_put_frame(MemorySource *source, const char *plan, const char *rows);
/* Adds a plan of 2027Q1 with one pool and one stratum, "all", in which
 * @n_targets targets T000, T001, … of district 1 are; a department D sends one
 * inspector. @tickets: "shared" or "own". Plans are added in byte order. */
void plain_bundle_add_plan(MemorySource *source, const char *plan, guint n_targets, guint sample,
                           const char *tickets);
/* Adds rows to a table of commit/. */
void plain_bundle_add(MemorySource *source, BundleTable table, const char *rows);

/* Seals commit/ and loads it; aborts when a rule is broken. */
Commitment *plain_bundle_load(MemorySource *source);
/* The visits to what was drawn; aborts in trouble. */
GPtrArray *plain_bundle_visits(Commitment *commitment, GPtrArray *targets, GStringChunk *texts);
/* The seed H("test|", @number). */
Seed *plain_seed(guint64 number);
/* What is drawn by the sizes and the frames (element-type DrawnTarget). */
GPtrArray *plain_bundle_draw(MemorySource *source, Commitment *commitment, const Seed *seed,
                             GStringChunk *texts);
