/* The seed and everything that is hashed with it (draw protocol, section 3). */
#pragma once

#include "base/digest.h"
#include "domain/commitment.h"

/* Checks the text of seed.txt against the sources (element-type SeedSource)
 * (nullable: when they are withheld, the form is checked alone) by the rules
 * T1, T2, S1 to S3. */
gboolean seed_check_text(const GArray *sources, GBytes *seed_text, Trouble *trouble);

typedef struct Seed Seed;

/* S = H(bytes of commit/SHA256SUMS, bytes of seed.txt). */
Seed *seed_new(const GString *sums, GBytes *seed_text);
void seed_free(Seed *seed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Seed, seed_free)

/* S, 64 digits. */
const char *seed_hex(const Seed *seed);

/* What all labels of one kind begin with, hashed once: S and "target|", say. */
typedef struct SeedPrefix SeedPrefix;

/* The parts end with NULL. */
SeedPrefix *seed_prefix_new(const Seed *seed, const char *part, ...) G_GNUC_NULL_TERMINATED;
void seed_prefix_free(SeedPrefix *prefix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SeedPrefix, seed_prefix_free)

/* H(S, the prefix's parts, @text). */
Digest seed_prefix_hash(SeedPrefix *prefix, const char *text, gsize length);

/* A number below @bound (at least 1), each as likely as the others. */
guint64 seed_uniform(const Seed *seed, const char *label, guint64 bound);

/* What a plan's targets get their tickets from. */
SeedPrefix *seed_target_prefix(const Seed *seed, const CommittedPlan *plan);
