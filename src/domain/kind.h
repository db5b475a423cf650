/* What the records of each kind consist of: one row here is one column of the
 * tables that people import and list, and of the store. */
#pragma once

#include <choucha/registry.h>

/* How the cell of a column is read, and what its canonical text is. A cell may
 * also be blank, and stays blank, unless the column is required. */
typedef enum {
    VALUE_IDENTIFIER,     /* an identifier of the draw protocol, half-width */
    VALUE_PLAN_NAME,      /* an identifier without blanks */
    VALUE_TARGET,         /* credit code in upper case, or another identifier */
    VALUE_NAME,           /* free text in one line, full-width characters kept */
    VALUE_TEXT,           /* free text in one line, made half-width */
    VALUE_DISTRICT,       /* six digits, GB/T 2260 */
    VALUE_DAY,            /* 2027-03-20 */
    VALUE_CHOICE,         /* one of the column's choices */
    VALUE_LEVEL,          /* likewise, or who draws and who inspects in words (exchange/record/cell.h) */
    VALUE_COUNT,          /* a whole number of at least 1, or one of the choices */
    VALUE_TEAM,           /* a whole number of inspectors, 1 to SEAT_DEMAND_MAX */
    VALUE_PERCENT,        /* a whole percentage from 0 to 100, "20%" */
    VALUE_COORDINATE,     /* decimal degrees, "113.88" */
    VALUE_SAMPLE,         /* how many to draw, domain/sample.h */
    VALUE_DEPARTMENT,     /* code or exact name; the code is kept */
    VALUE_DEPARTMENTS,    /* a list of these, or one of the choices */
    VALUE_PARENT,         /* a department that may stand in the same tables; else as VALUE_DEPARTMENT */
    VALUE_ITEMS,          /* a list of items, by code or name; codes are kept */
    VALUE_TERMS,          /* a list of free terms, half-width */
    VALUE_OBJECT_TYPES,   /* a list, cut by the object types of the items, or one of the choices */
    VALUE_DISTRICTS,      /* a list of districts, or one of the choices */
    VALUE_INDUSTRIES,     /* a list of industries, domain/industry.h, or one of the choices */
    VALUE_RISKS,          /* a list of risk classes, or one of the choices */
    VALUE_QUALIFICATIONS, /* a list of identifiers */
    VALUE_QUARTERS,       /* quarters in the given order, repetition allowed */
    VALUE_CAMPAIGN,       /* a drawn campaign of the store */
    VALUE_VISIT,          /* a visit of that campaign */
    VALUE_INSPECTOR,      /* an inspector of the registry */
    VALUE_RESULT_CODES,   /* wordings of findings, or SET:CODE */
} ValueType;

typedef enum {
    COLUMN_OPTIONAL = 0,
    COLUMN_REQUIRED = 1,
    COLUMN_KEY = 3, /* part of the key, and so required */
} ColumnRole;

/* One of the words a choice accepts (the case of A–Z does not matter), and
 * the canonical value it stands for. Every value is a word of its own. */
typedef struct {
    const char *word;
    const char *value;
    gboolean is_shown; /* what people who read Chinese see for this value */
} Choice;

typedef struct {
    const char *name; /* English, as in files, the store and `list` */
    ColumnRole role;
    ValueType type;
    /* (nullable): what a blank cell is read as. "all" (no object type,
     * district, industry or risk class asked for) and "none" (no cap, no strata) are values that a
     * cell may also hold itself. */
    const char *fallback;
    const Choice *choices; /* (nullable): ends with a NULL word */
} Column;

typedef struct {
    ChaKind kind;
    const char *name;      /* plural, as in commands: "joint-items" */
    const char *table;     /* the table of the store: "joint_item" */
    const Column *columns; /* the key's columns come first */
    guint n_columns;
    guint n_keys;
} Kind;

enum { KIND_MAX_COLUMNS = 32 };

const Kind *kind_get(ChaKind kind);
/* The list of targets that a plan is directed at: no kind of records of its own,
 * but read from tables in the same way. Its table has the plan besides. */
const Kind *kind_frame(void);
/* The index of a column of that name, or -1. */
int kind_find_column(const Kind *kind, const char *name);
/* Whether records of this kind can end, and be kept: they have a status. */
gboolean kind_has_ends(const Kind *kind);
/* The value of @cell, or what a blank one is read as (never NULL). The only
 * default it does not know is that of a plan's `tickets`, which depends on
 * `merge`. */
const char *kind_value(const Kind *kind, guint column, const char *cell);
/* The value that @word stands for, or NULL. @length is in bytes. */
const char *choice_find(const Choice *choices, const char *word, gsize length);
/* The Chinese word to show for @value, or @value itself. */
const char *choice_shown(const Choice *choices, const char *value);
