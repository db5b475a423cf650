/* What would hinder the draw of a campaign: each rule one small function over
 * its settled design. */
#pragma once

#include "domain/design.h"

typedef enum {
    CHECK_NOTE,
    CHECK_WARNING,
    CHECK_HINDRANCE,
    CHECK_REFUSAL,
} CheckWeight;

typedef struct {
    CheckWeight weight;
    char *plan; /* (nullable): name of the drawing */
    char *text; /* a sentence in the user's language */
} CheckFinding;

void check_finding_free(CheckFinding *finding);
/* Adds a finding; @text becomes its own. */
void check_add(GPtrArray *findings, CheckWeight weight, const char *plan, char *text);

/* All findings, the weightiest first (element-type CheckFinding). */
GPtrArray *check_design(Design *design);

/* "A, B, C" of texts, for people. */
char *check_join(GPtrArray *texts);
/* What seats ask for, for people. */
char *check_qualifications_text(const DesignSeats *seats);

/* The rules one by one; each adds what it finds. */
void check_questions(Design *design, GPtrArray *findings);  /* what nobody has accepted yet */
void check_seats(Design *design, GPtrArray *findings);      /* seats that nobody can take: refusals */
void check_levels(Design *design, GPtrArray *findings);     /* subordinates: that they are there, and once */
void check_frames(Design *design, GPtrArray *findings);     /* empty frames, samples of nobody */
void check_lists(Design *design, GPtrArray *findings);      /* listed targets that are left out */
void check_shortage(Design *design, GPtrArray *findings);   /* samples larger than the frame */
void check_holidays(Design *design, GPtrArray *findings);   /* years without holidays */
void check_overdue(Design *design, GPtrArray *findings);    /* drawings that no campaign has */
void check_recusals(Design *design, GPtrArray *findings);   /* targets for which recusals leave too few */
void check_max_visits(Design *design, GPtrArray *findings); /* more seats than the limit allows */
void check_merging(Design *design, GPtrArray *findings);    /* merged visits that ask for too many */
void check_limits(Design *design, GPtrArray *findings);     /* departments that come at a time */
void check_double_visits(Design *design, GPtrArray *findings); /* common targets that cannot share a visit */
void check_exclusions(Design *design, GPtrArray *findings);    /* how many were left out, by rule */
void check_certificates(Design *design, GPtrArray *findings);  /* certificates that end in the quarter */
