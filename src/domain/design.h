/* The design of a campaign: what its commitment holds, before it is text.
 * The office fills it from the store; checks and texts follow from it. */
#pragma once

#include "domain/frame.h"
#include "domain/staffing.h"

typedef struct {
    char *inspector;
    char *department;
    char *qualifications; /* joined with ';' */
    char *districts;      /* joined with ';'; as committed once settled */
} DesignInspector;

typedef struct {
    char *inspector;
    char *target;
} DesignRecusal;

/* Who sends how many to the visits of a drawing. */
typedef struct {
    guint drawing; /* index */
    SeatDemand demand;
} DesignSeats;

/* A pool of a drawing: `all`, or a risk class. */
typedef struct {
    guint drawing;
    char pool[4];
    guint64 population;
    guint64 sample;
    gboolean is_short; /* the plan asks for more than there are */
} DesignPool;

/* A cell of a plan that was read in one of several ways, and that nobody has
 * accepted yet. */
typedef struct {
    char *drawing; /* its name in the bundle */
    char *column;  /* of the plan */
    char *text;    /* as published */
    char *taken;   /* as the plan has it */
} DesignQuestion;

typedef struct {
    char *campaign;
    Quarter quarter;
    char *max_visits;      /* "" for no limit */
    GPtrArray *drawings;   /* (element-type Drawing) due, in the order of the bundle; borrowed */
    GPtrArray *overdue;    /* (element-type Drawing) due earlier, in no campaign; borrowed */
    GPtrArray *questions;  /* (element-type DesignQuestion) about the plans of drawings due */
    GPtrArray *seats;      /* (element-type DesignSeats) by drawing and department */
    GPtrArray *inspectors; /* (element-type DesignInspector) in byte order */
    GPtrArray *recusals;   /* (element-type DesignRecusal) in byte order, of these inspectors */
    guint expiring;        /* inspectors left out because their certificate ends in the quarter */
    GArray *holiday_years; /* (element-type gint) years with holidays */
    FrameBuilder *frames;  /* filled when the design is settled */
    /* Made by design_settle(). */
    GPtrArray *pools; /* (element-type DesignPool) by drawing and pool */
    Staff *staff;
} Design;

Design *design_new(const char *campaign, Quarter quarter);
void design_free(Design *design);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Design, design_free)

/* What is known of an item: its department and what it asks of inspectors. */
typedef struct {
    char *department;
    GPtrArray *qualifications;
} DesignItem;

void design_item_free(DesignItem *item);
/* Adds the seats of all drawings; @items maps codes to DesignItem. */
void design_add_seats(Design *design, GHashTable *items);
/* Whether a department has seats. */
gboolean design_has_seats(const Design *design, const char *department);
void design_add_inspector(Design *design, const char *inspector, const char *department,
                          const char *qualifications, const char *districts);
void design_add_question(Design *design, const char *drawing, const char *column, const char *text,
                         const char *taken);
void design_add_recusal(Design *design, const char *inspector, const char *target);

/* Once all frames are built: districts of inspectors as committed, pools and
 * their samples, and who can be sent. */
void design_settle(Design *design);

guint64 design_total_sample(const Design *design);
guint64 design_frame_rows(const Design *design);
guint design_joint_drawings(const Design *design);
guint design_departments(const Design *design);
