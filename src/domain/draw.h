/* A draw: what follows from commit/ and seed.txt (draw protocol, sections 2
 * to 6). Here the program that draws and everyone who verifies meet. */
#pragma once

#include "base/digest.h"
#include "domain/bundle-source.h"
#include "domain/rule.h"

#include <choucha/day.h>

/* The texts of these records belong to the draw. */
typedef struct {
    char *plan;
    char *stratum;
    guint64 rank; /* from 1, within the stratum */
    gboolean reserve;
    char *target;
    char *district;
    Digest ticket;
} DrawnTarget;

typedef struct {
    char *visit;
    char *target;
    char *district;
    ChaDay start;
    ChaDay end;
    GPtrArray *plans; /* (element-type utf8) byte order */
} DrawnVisit;

typedef struct {
    char *visit;
    char *department;
    guint seat;      /* from 1, within the department */
    char *inspector; /* (nullable): NULL when nobody can take the seat */
    Digest ticket;   /* unused when nobody can */
} DrawnSeat;

typedef struct {
    char seed[DIGEST_HEX_SIZE]; /* S */
    /* What draw/ holds, byte for byte. */
    GBytes *sizes;
    GBytes *selection;
    GBytes *visits;
    GBytes *teams;
    GBytes *sums; /* draw/SHA256SUMS */
    /* The same as records, in the order of the files. */
    GPtrArray *targets;      /* (element-type DrawnTarget) */
    GPtrArray *drawn_visits; /* (element-type DrawnVisit) */
    GPtrArray *seats;        /* (element-type DrawnSeat) */
    guint protocol;          /* the version that decided */
    guint64 fewest_visits;   /* as many as there would be without limits on departments */
    GStringChunk *texts;     /* what the records' texts are kept in */
} Draw;

void draw_free(Draw *draw);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draw, draw_free)

void drawn_visit_free(DrawnVisit *visit);

/* Recomputes a draw from the files of commit/ and the bytes of seed.txt,
 * checking every rule of sections 1 to 3 on the way. What breaks a rule is a
 * fault (`ret_fault`, with FALSE and without @error); @error is for a source
 * that cannot be read. Memory grows with the sample, not with the frames. */
gboolean draw_compute(BundleSource *source, GBytes *seed_text, Draw **ret_draw, RuleFault **ret_fault,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
