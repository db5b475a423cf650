#include "domain/commitment-params.h"

#include "base/i18n.h"
#include "domain/bundle-table.h"
#include "domain/canonical.h"

#include <string.h>

/* Takes a value; FALSE when it cannot be one. */
typedef gboolean (*ValueTaker)(Commitment *commitment, const TableCell *value);

/* A quarter, 2027Q1, or a further attempt at it, 2027Q1.2. */
static gboolean
take_campaign(Commitment *commitment, const TableCell *value)
{
    const char *text = value->text;
    guint64 attempt;

    (void)commitment;
    for (guint i = 0; i < 4; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    }
    if (text[4] != 'Q' || text[5] < '1' || text[5] > '4')
        return FALSE;
    if (text[6] == '\0')
        return TRUE;
    return text[6] == '.' && canonical_read_number(text + 7, strlen(text + 7), &attempt) && attempt >= 2;
}

static gboolean
take_max_departments(Commitment *commitment, const TableCell *value)
{
    return canonical_read_number(value->text, value->length, &commitment->max_departments);
}

static gboolean
take_max_visits(Commitment *commitment, const TableCell *value)
{
    commitment->limits_visits = value->length > 0;
    return value->length == 0 || canonical_read_number(value->text, value->length, &commitment->max_visits);
}

static gboolean
take_protocol(Commitment *commitment, const TableCell *value)
{
    commitment->protocol = strcmp(value->text, "2") == 0 ? 2 : 1;
    return strcmp(value->text, "1") == 0 || commitment->protocol == 2;
}

static gboolean
take_teams(Commitment *commitment, const TableCell *value)
{
    commitment->balances_teams = strcmp(value->text, "balanced") == 0;
    return commitment->balances_teams || strcmp(value->text, "greedy") == 0;
}

/* @refusal is a format for the value as it stands there. */
static const struct {
    const char *name;
    ValueTaker take;
    const char *refusal;
    guint since; /* the version that has it first */
} PARAMS[] = {
    {"campaign", take_campaign,
     N_("\"%s\" is not a campaign; it must be a quarter such as 2027Q1, or a further attempt "
        "such as 2027Q1.2"),
     1},
    {"max_departments", take_max_departments,
     N_("max_departments is \"%s\"; it must be a number, 0 for no limit"), 2},
    {"max_visits", take_max_visits, N_("max_visits is \"%s\"; it must be a number, or empty for no limit"),
     1},
    {"protocol", take_protocol, N_("the protocol is \"%s\"; only protocols 1 and 2 are known here"), 1},
    {"teams", take_teams, N_("teams is \"%s\"; it must be \"greedy\" or \"balanced\""), 2},
};

typedef struct {
    Commitment *commitment;
    guint64 lines[G_N_ELEMENTS(PARAMS)]; /* where they stand; 0 when they do not */
} Reading;

static gboolean
refuse_name(const char *name, const char *path, guint64 line, Trouble *trouble)
{
    g_autofree char *shown = canonical_shorten(name);

    return trouble_add_fault(
        trouble, RULE_C4, path, line,
        _("\"%s\" is not a known parameter; it may change the rules, so nothing can be said"), shown);
}

static gboolean
take_param(gpointer data, const TableReader *row, Trouble *trouble)
{
    Reading *reading = data;
    const TableCell *cells = table_reader_cells(row);
    guint64 line = table_reader_line_number(row);

    for (gsize i = 0; i < G_N_ELEMENTS(PARAMS); i++) {
        g_autofree char *shown = NULL;

        if (strcmp(cells[PARAMS_NAME].text, PARAMS[i].name) != 0)
            continue;
        reading->lines[i] = line;
        if (PARAMS[i].take(reading->commitment, &cells[PARAMS_VALUE]))
            return TRUE;
        shown = canonical_shorten(cells[PARAMS_VALUE].text);
        return trouble_add_fault(trouble, RULE_C4, table_reader_path(row), line, _(PARAMS[i].refusal), shown);
    }
    return refuse_name(cells[PARAMS_NAME].text, table_reader_path(row), line, trouble);
}

/* Each parameter of the version is there, and none of a later one. */
static gboolean
check_names(const Reading *reading, const char *path, Trouble *trouble)
{
    for (gsize i = 0; i < G_N_ELEMENTS(PARAMS); i++) {
        gboolean is_wanted = PARAMS[i].since <= reading->commitment->protocol;

        if (is_wanted && reading->lines[i] == 0)
            return trouble_add_fault(trouble, RULE_C4, path, 0,
                                     _("there is no row for %s; there must be one"), PARAMS[i].name);
        if (!is_wanted && reading->lines[i] > 0)
            return refuse_name(PARAMS[i].name, path, reading->lines[i], trouble);
    }
    return TRUE;
}

gboolean
commitment_load_params(Commitment *commitment, Trouble *trouble)
{
    const TableForm *form = bundle_table(BUNDLE_PARAMS);
    const TableForm *declined = bundle_table(BUNDLE_DECLINED);
    Reading reading = {.commitment = commitment};
    guint file = 0;

    if (!commitment_find_table(commitment->folder, form, RULE_C4, &file, &commitment->knows_params, trouble))
        return FALSE;
    commitment->protocol = 1;
    if (commitment->knows_params)
        return sealed_folder_read_table(commitment->folder, file, form, take_param, &reading, trouble) &&
               check_names(&reading, sealed_folder_full_path(commitment->folder, file), trouble);
    if (sealed_folder_find(commitment->folder, declined->name, &file))
        commitment->protocol = 2;
    return TRUE;
}
