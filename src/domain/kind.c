#include "domain/kind.h"

#include <string.h>

static const Choice YES_NO[] = {
    {"yes", "yes"}, {"no", "no"}, {"是", "yes", TRUE}, {"否", "no", TRUE}, {NULL, NULL},
};

static const Choice ITEM_CLASSES[] = {
    {"general", "general"},      {"key", "key"},          {"一般", "general", TRUE},
    {"重点", "key", TRUE},       {"一般事项", "general"}, {"重点事项", "key"},
    {"一般检查事项", "general"}, {"重点检查事项", "key"}, {NULL, NULL},
};

/* Four levels are named by letters or, in some places, by words. */
static const Choice RISKS[] = {
    {"A", "A"},        {"B", "B"},        {"C", "C"},      {"D", "D"},      {"A类", "A"},
    {"B类", "B"},      {"C类", "C"},      {"D类", "D"},    {"A级", "A"},    {"B级", "B"},
    {"C级", "C"},      {"D级", "D"},      {"低风险", "A"}, {"中风险", "B"}, {"一般风险", "B"},
    {"中高风险", "C"}, {"较高风险", "C"}, {"高风险", "D"}, {NULL, NULL},
};

static const Choice TARGET_STATES[] = {
    {"active", "active"}, {"ended", "ended"}, {"存续", "active", TRUE}, {"在业", "active"},
    {"开业", "active"},   {"正常", "active"}, {"注销", "ended"},        {"吊销", "ended"},
    {"撤销", "ended"},    {"迁出", "ended"},  {"退出", "ended", TRUE},  {NULL, NULL},
};

static const Choice INSPECTOR_STATES[] = {
    {"active", "active"},    {"ended", "ended"}, {"在岗", "active", TRUE},
    {"离岗", "ended", TRUE}, {"退休", "ended"},  {NULL, NULL},
};

static const Choice DAY_KINDS[] = {
    {"holiday", "holiday"},  {"workday", "workday"}, {"休", "holiday", TRUE},
    {"班", "workday", TRUE}, {NULL, NULL},
};

static const Choice WILDCARD[] = {
    {"*", "*"},
    {"市场监管领域相关部门", "*", TRUE},
    {NULL, NULL},
};

static const Choice EVERYTHING[] = {
    {"all", "all"},
    {"全部", "all", TRUE},
    {"不限", "all"},
    {NULL, NULL},
};

static const Choice STRATA[] = {
    {"none", "none"}, {"district", "district"}, {"无", "none", TRUE}, {"区划", "district", TRUE},
    {NULL, NULL},
};

static const Choice NO_CAP[] = {
    {"none", "none"},
    {"无", "none"},
    {"不限", "none", TRUE},
    {NULL, NULL},
};

static const Choice TICKETS[] = {
    {"shared", "shared"}, {"own", "own"}, {"共用", "shared", TRUE}, {"单独", "own", TRUE}, {NULL, NULL},
};

static const Choice DISCLOSURES[] = {
    {"open", "open"},         {"notice", "notice"},     {"secret", "secret"}, {"公开", "open", TRUE},
    {"告知", "notice", TRUE}, {"保密", "secret", TRUE}, {NULL, NULL},
};

static const Choice LEVELS[] = {
    {"own", "own"}, {"subordinates", "subordinates"}, {"本级", "own", TRUE}, {"下级", "subordinates", TRUE},
    {NULL, NULL},
};

static const Column DEPARTMENT_COLUMNS[] = {
    {"department", COLUMN_KEY, VALUE_IDENTIFIER, NULL, NULL},
    {"name", COLUMN_REQUIRED, VALUE_NAME, NULL, NULL},
    {"email", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
    {"phone", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
    {"exempt", COLUMN_OPTIONAL, VALUE_CHOICE, "no", YES_NO},
    {"parent", COLUMN_OPTIONAL, VALUE_PARENT, NULL, NULL},
};

static const Column ITEM_COLUMNS[] = {
    {"item", COLUMN_KEY, VALUE_IDENTIFIER, NULL, NULL},
    {"name", COLUMN_REQUIRED, VALUE_NAME, NULL, NULL},
    {"department", COLUMN_REQUIRED, VALUE_DEPARTMENT, NULL, NULL},
    {"area", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
    {"class", COLUMN_OPTIONAL, VALUE_CHOICE, "general", ITEM_CLASSES},
    {"object_type", COLUMN_OPTIONAL, VALUE_TERMS, NULL, NULL},
    {"qualifications", COLUMN_OPTIONAL, VALUE_QUALIFICATIONS, NULL, NULL},
    {"method", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
    {"basis", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
    {"market", COLUMN_OPTIONAL, VALUE_CHOICE, "no", YES_NO},
};

static const Column JOINT_ITEM_COLUMNS[] = {
    {"area", COLUMN_KEY, VALUE_TEXT, NULL, NULL},
    {"items", COLUMN_KEY, VALUE_ITEMS, NULL, NULL},
    {"object_type", COLUMN_OPTIONAL, VALUE_OBJECT_TYPES, NULL, NULL},
    {"initiators", COLUMN_REQUIRED, VALUE_DEPARTMENTS, NULL, NULL},
    {"participants", COLUMN_OPTIONAL, VALUE_DEPARTMENTS, NULL, WILDCARD},
};

static const Column TARGET_COLUMNS[] = {
    {"target", COLUMN_KEY, VALUE_TARGET, NULL, NULL},
    {"name", COLUMN_REQUIRED, VALUE_NAME, NULL, NULL},
    {"district", COLUMN_REQUIRED, VALUE_DISTRICT, NULL, NULL},
    {"object_types", COLUMN_OPTIONAL, VALUE_OBJECT_TYPES, NULL, NULL},
    {"risk", COLUMN_OPTIONAL, VALUE_CHOICE, NULL, RISKS},
    {"industry", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
    {"address", COLUMN_OPTIONAL, VALUE_NAME, NULL, NULL},
    {"status", COLUMN_OPTIONAL, VALUE_CHOICE, "active", TARGET_STATES},
    {"longitude", COLUMN_OPTIONAL, VALUE_COORDINATE, NULL, NULL},
    {"latitude", COLUMN_OPTIONAL, VALUE_COORDINATE, NULL, NULL},
    {"joint", COLUMN_OPTIONAL, VALUE_CHOICE, "yes", YES_NO},
};

static const Column INSPECTOR_COLUMNS[] = {
    {"inspector", COLUMN_KEY, VALUE_IDENTIFIER, NULL, NULL},
    {"name", COLUMN_REQUIRED, VALUE_NAME, NULL, NULL},
    {"department", COLUMN_REQUIRED, VALUE_DEPARTMENT, NULL, NULL},
    {"qualifications", COLUMN_OPTIONAL, VALUE_QUALIFICATIONS, NULL, NULL},
    {"districts", COLUMN_OPTIONAL, VALUE_DISTRICTS, NULL, NULL},
    {"valid_to", COLUMN_OPTIONAL, VALUE_DAY, NULL, NULL},
    {"status", COLUMN_OPTIONAL, VALUE_CHOICE, "active", INSPECTOR_STATES},
    {"email", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
    {"phone", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
};

static const Column RECUSAL_COLUMNS[] = {
    {"inspector", COLUMN_KEY, VALUE_INSPECTOR, NULL, NULL},
    {"target", COLUMN_KEY, VALUE_TARGET, NULL, NULL},
    {"reason", COLUMN_OPTIONAL, VALUE_NAME, NULL, NULL},
};

static const Column ABSENCE_COLUMNS[] = {
    {"inspector", COLUMN_KEY, VALUE_INSPECTOR, NULL, NULL},
    {"from", COLUMN_KEY, VALUE_DAY, NULL, NULL},
    {"to", COLUMN_REQUIRED, VALUE_DAY, NULL, NULL},
    {"reason", COLUMN_OPTIONAL, VALUE_NAME, NULL, NULL},
};

static const Column HOLIDAY_COLUMNS[] = {
    {"date", COLUMN_KEY, VALUE_DAY, NULL, NULL},
    {"kind", COLUMN_REQUIRED, VALUE_CHOICE, NULL, DAY_KINDS},
    {"name", COLUMN_OPTIONAL, VALUE_NAME, NULL, NULL},
};

static const Column PLAN_COLUMNS[] = {
    {"plan", COLUMN_KEY, VALUE_PLAN_NAME, NULL, NULL},
    {"title", COLUMN_REQUIRED, VALUE_NAME, NULL, NULL},
    {"initiator", COLUMN_REQUIRED, VALUE_DEPARTMENT, NULL, NULL},
    {"participants", COLUMN_OPTIONAL, VALUE_DEPARTMENTS, NULL, NULL},
    {"items", COLUMN_REQUIRED, VALUE_ITEMS, NULL, NULL},
    {"object_type", COLUMN_OPTIONAL, VALUE_OBJECT_TYPES, "all", EVERYTHING},
    {"districts", COLUMN_OPTIONAL, VALUE_DISTRICTS, "all", EVERYTHING},
    {"sample", COLUMN_REQUIRED, VALUE_SAMPLE, NULL, NULL},
    {"start", COLUMN_REQUIRED, VALUE_DAY, NULL, NULL},
    {"end", COLUMN_REQUIRED, VALUE_DAY, NULL, NULL},
    {"times", COLUMN_OPTIONAL, VALUE_COUNT, "1", NULL},
    {"campaigns", COLUMN_OPTIONAL, VALUE_QUARTERS, NULL, NULL},
    {"stratify", COLUMN_OPTIONAL, VALUE_CHOICE, "none", STRATA},
    {"team", COLUMN_OPTIONAL, VALUE_TEAM, "2", NULL},
    {"reserve", COLUMN_OPTIONAL, VALUE_PERCENT, "0%", NULL},
    {"cap", COLUMN_OPTIONAL, VALUE_COUNT, "none", NO_CAP},
    {"merge", COLUMN_OPTIONAL, VALUE_CHOICE, "yes", YES_NO},
    {"tickets", COLUMN_OPTIONAL, VALUE_CHOICE, NULL, TICKETS},
    {"disclosure", COLUMN_OPTIONAL, VALUE_CHOICE, "open", DISCLOSURES},
    {"industries", COLUMN_OPTIONAL, VALUE_INDUSTRIES, "all", EVERYTHING},
    {"risks", COLUMN_OPTIONAL, VALUE_RISKS, "all", EVERYTHING},
    {"address_contains", COLUMN_OPTIONAL, VALUE_TERMS, NULL, NULL},
    {"level", COLUMN_OPTIONAL, VALUE_LEVEL, "own", LEVELS},
};

static const Column RESULT_COLUMNS[] = {
    {"campaign", COLUMN_KEY, VALUE_CAMPAIGN, NULL, NULL},
    {"visit", COLUMN_KEY, VALUE_VISIT, NULL, NULL},
    {"department", COLUMN_KEY, VALUE_DEPARTMENT, NULL, NULL},
    {"date", COLUMN_REQUIRED, VALUE_DAY, NULL, NULL},
    {"codes", COLUMN_REQUIRED, VALUE_RESULT_CODES, NULL, NULL},
    {"follow_up", COLUMN_OPTIONAL, VALUE_TEXT, NULL, NULL},
    {"published", COLUMN_OPTIONAL, VALUE_DAY, NULL, NULL},
    {"closed", COLUMN_OPTIONAL, VALUE_DAY, NULL, NULL},
};

static const Column FRAME_COLUMNS[] = {
    {"target", COLUMN_KEY, VALUE_TARGET, NULL, NULL},
    {"name", COLUMN_OPTIONAL, VALUE_NAME, NULL, NULL},
};

#define COLUMNS(columns) columns, G_N_ELEMENTS(columns)

static const Kind KINDS[CHA_N_KINDS] = {
    {CHA_KIND_DEPARTMENTS, "departments", "department", COLUMNS(DEPARTMENT_COLUMNS), 1},
    {CHA_KIND_ITEMS, "items", "item", COLUMNS(ITEM_COLUMNS), 1},
    {CHA_KIND_JOINT_ITEMS, "joint-items", "joint_item", COLUMNS(JOINT_ITEM_COLUMNS), 2},
    {CHA_KIND_TARGETS, "targets", "target", COLUMNS(TARGET_COLUMNS), 1},
    {CHA_KIND_INSPECTORS, "inspectors", "inspector", COLUMNS(INSPECTOR_COLUMNS), 1},
    {CHA_KIND_RECUSALS, "recusals", "recusal", COLUMNS(RECUSAL_COLUMNS), 2},
    {CHA_KIND_ABSENCES, "absences", "absence", COLUMNS(ABSENCE_COLUMNS), 2},
    {CHA_KIND_HOLIDAYS, "holidays", "holiday", COLUMNS(HOLIDAY_COLUMNS), 1},
    {CHA_KIND_PLANS, "plans", "plan", COLUMNS(PLAN_COLUMNS), 1},
    {CHA_KIND_RESULTS, "results", "result", COLUMNS(RESULT_COLUMNS), 3},
};

/* No number of a kind is its. */
static const Kind FRAME = {(ChaKind)CHA_N_KINDS, "frame", "plan_target", COLUMNS(FRAME_COLUMNS), 1};

const Kind *
kind_get(ChaKind kind)
{
    g_assert((guint)kind < CHA_N_KINDS);
    return &KINDS[kind];
}

const Kind *
kind_frame(void)
{
    return &FRAME;
}

const char *
cha_kind_name(ChaKind kind)
{
    g_return_val_if_fail((guint)kind < CHA_N_KINDS, NULL);
    return KINDS[kind].name;
}

const char *
cha_kind_column(ChaKind kind, guint index)
{
    g_return_val_if_fail((guint)kind < CHA_N_KINDS, NULL);
    return index < KINDS[kind].n_columns ? KINDS[kind].columns[index].name : NULL;
}

gboolean
cha_kind_from_name(const char *name, ChaKind *ret_kind)
{
    g_return_val_if_fail(name != NULL, FALSE);
    for (guint k = 0; k < CHA_N_KINDS; k++) {
        if (strcmp(KINDS[k].name, name) == 0) {
            *ret_kind = KINDS[k].kind;
            return TRUE;
        }
    }
    return FALSE;
}

int
kind_find_column(const Kind *kind, const char *name)
{
    for (guint c = 0; c < kind->n_columns; c++) {
        if (strcmp(kind->columns[c].name, name) == 0)
            return (int)c;
    }
    return -1;
}

gboolean
kind_has_ends(const Kind *kind)
{
    return kind_find_column(kind, "status") >= 0;
}

const char *
kind_value(const Kind *kind, guint column, const char *cell)
{
    const char *fallback = kind->columns[column].fallback;

    return *cell == '\0' && fallback != NULL ? fallback : cell;
}

const char *
choice_find(const Choice *choices, const char *word, gsize length)
{
    for (const Choice *choice = choices; choice->word != NULL; choice++) {
        if (strlen(choice->word) == length && g_ascii_strncasecmp(choice->word, word, length) == 0)
            return choice->value;
    }
    return NULL;
}

const char *
choice_shown(const Choice *choices, const char *value)
{
    for (const Choice *choice = choices; choice != NULL && choice->word != NULL; choice++) {
        if (choice->is_shown && strcmp(choice->value, value) == 0)
            return choice->word;
    }
    return value;
}
