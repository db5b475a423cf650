/* The rules of the draw protocol, numbered as in data/doc/draw-protocol.md,
 * and the report of one that is broken. */
#pragma once

#include <glib.h>

/* Texts, commitment, seed, draw: the letter says what a rule is about. */
typedef enum {
    RULE_T1,  /* UTF-8 without BOM */
    RULE_T2,  /* LF line ends, last line ended, no empty line */
    RULE_T3,  /* no control characters */
    RULE_T4,  /* the form of CSV rows */
    RULE_T5,  /* header rows */
    RULE_T6,  /* identifiers */
    RULE_T7,  /* days */
    RULE_T8,  /* numbers */
    RULE_T9,  /* lists */
    RULE_T10, /* order of rows */
    RULE_C1,  /* form and order of commit/SHA256SUMS */
    RULE_C2,  /* commit/ holds the listed files and no others */
    RULE_C3,  /* digests of the files */
    RULE_C4,  /* params.csv */
    RULE_C5,  /* sources.csv */
    RULE_C6,  /* plans.csv */
    RULE_C7,  /* tables and frames are for the listed plans */
    RULE_C8,  /* populations are what the frames hold */
    RULE_C9,  /* samples and reserves of pools */
    RULE_C10, /* strata */
    RULE_C11, /* frames */
    RULE_C12, /* seats */
    RULE_C13, /* inspectors */
    RULE_C14, /* recusals */
    RULE_C15, /* exclusions */
    RULE_C16, /* targets that declined joint visits */
    RULE_S1,  /* a line of seed.txt for each source */
    RULE_S2,  /* values of sources */
    RULE_S3,  /* nonces */
    RULE_D1,  /* draw/ holds the named files and no others */
    RULE_D2,  /* draw/SHA256SUMS */
    RULE_D3,  /* sizes.csv */
    RULE_D4,  /* selection.csv */
    RULE_D5,  /* visits.csv */
    RULE_D6,  /* teams.csv */
} Rule;

/* "C8" */
const char *rule_number(Rule rule);

/* One rule broken, at a place. */
typedef struct {
    char *path;       /* from the bundle's top, "commit/plans.csv" */
    guint64 line;     /* from 1; 0 when the whole file is meant */
    const char *rule; /* "C8" */
    char *text;       /* what is wrong, in the user's language, one line, no tabs */
} RuleFault;

void rule_fault_free(RuleFault *fault);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleFault, rule_fault_free)

/* Why the reading of a bundle stopped: a broken rule, or a source that cannot
 * be read. Nothing of it is set while all is well. */
typedef struct {
    RuleFault *fault;
    GError *error;
} Trouble;

gboolean trouble_is_set(const Trouble *trouble);
/* Sets a fault; the first trouble stays. The text may quote bytes of the
 * bundle as they are: what could upset a terminal or a table is escaped.
 * Returns FALSE, for the caller to return. */
gboolean trouble_add_fault(Trouble *trouble, Rule rule, const char *path, guint64 line, const char *format,
                           ...) G_GNUC_PRINTF(5, 6);
/* Takes over what happened in @from, which is cleared; the first trouble stays. */
void trouble_take(Trouble *trouble, Trouble *from);
void trouble_clear(Trouble *trouble);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Trouble, trouble_clear)
