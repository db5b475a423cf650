/* A broken bundle for each rule, and forgeries in public copies. */
#include "domain/verification.h"
#include "support/memory-source.h"

#include <string.h>

static MemorySource *
load_vector(const char *name)
{
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "vectors", name, NULL);

    return memory_source_new_from_folder(folder);
}

static Verification *
verify(MemorySource *source)
{
    g_autoptr(GError) error = NULL;
    Verification *verification = verification_run(&source->source, &error);

    g_assert_no_error(error);
    return verification;
}

/* ---- A broken bundle for each rule */

typedef struct {
    const char *path;
    const char *found; /* what is replaced; "" appends, NULL removes the file */
    const char *replacement;
    const char *expected; /* RULE FILE:LINE */
} Broken;

#define C "commit/"

/* Tables of commit/ are edited under new sums: the design itself is wrong. */
static const Broken DESIGNS[] = {
    {C "plans.csv", "公共", "\xff", "T1 commit/plans.csv:3"},
    {C "pools.csv", "12,3,0\n", "12,3,0", "T2 commit/pools.csv:6"},
    {C "plans.csv", "餐饮", "餐\t饮", "T3 commit/plans.csv:2"},
    {C "plans.csv", "P1,", "\"P1\",", "T4 commit/plans.csv:2"},
    {C "frames/P2.csv", "district", "District", "T5 commit/frames/P2.csv:1"},
    {C "recusals.csv", "SCJG-001", "SCJG:001", "T6 commit/recusals.csv:2"},
    {C "plans.csv", "2027-01-11", "2027-02-29", "T7 commit/plans.csv:2"},
    {C "pools.csv", "9,2,50", "9,+2,50", "T8 commit/pools.csv:2"},
    {C "inspectors.csv", "food;price", "price;food", "T9 commit/inspectors.csv:4"},
    {C "frames/P1.csv", "423757KW", "400000KA", "T10 commit/frames/P1.csv:3"},
    {C "sources.csv", "lottery", "dice", "T10 commit/sources.csv:3"},
    {C "recusals.csv", NULL, NULL, "C14 commit/SHA256SUMS"},
    {C "inspectors.csv", NULL, NULL, "C13 commit/SHA256SUMS"},
    {C "params.csv", NULL, NULL, "C4 commit/SHA256SUMS"},
    {C "params.csv", "max_visits,", "max_visits,-1", "C4 commit/params.csv:3"},
    {C "params.csv", "2027Q1", "2027Q5", "C4 commit/params.csv:2"},
    {C "params.csv", "2027Q1", "2027Q1.1", "C4 commit/params.csv:2"},
    {C "params.csv", "2027Q1", "2027Q1.", "C4 commit/params.csv:2"},
    {C "params.csv", "2027Q1", "202", "C4 commit/params.csv:2"},
    {C "params.csv", "protocol,1", "protocol,3", "C4 commit/params.csv:4"},
    {C "params.csv", "", "rotation_start,2027Q1\n", "C4 commit/params.csv:5"},
    {C "params.csv", "max_visits,\n", "", "C4 commit/params.csv"},
    {C "sources.csv", "twenty throws of a ten-sided die by witnesses", "", "C5 commit/sources.csv:2"},
    {C "plans.csv", "2027-01-11", "2027-03-21", "C6 commit/plans.csv:2"},
    {C "plans.csv", "yes", "Yes", "C6 commit/plans.csv:2"},
    {C "plans.csv", "shared", "", "C6 commit/plans.csv:2"},
    {C "plans.csv", "P1", "P 1", "C6 commit/plans.csv:2"},
    {C "plans.csv", "P2",
     "P\xe3\x80\x80"
     "2",
     "C6 commit/plans.csv:3"},
    {C "plans.csv", "", "p1,,2027-01-01,2027-01-02,no,own\n", "C6 commit/plans.csv:4"},
    {C "plans.csv", "", "P3,,2027-01-01,2027-01-02,no,own\n", "C7 commit/plans.csv:4"},
    {C "frames/P3.csv", "", "target,stratum,district\n", "C7 commit/frames/P3.csv"},
    {C "seats.csv", "P2,WJW,2,\n", "", "C7 commit/plans.csv:3"},
    {C "pools.csv", "P2,all,12,3,0\n", "", "C7 commit/plans.csv:3"},
    {C "seats.csv", "", "P3,WJW,2,\n", "C7 commit/seats.csv:4"},
    {C "frames/P1.csv", "91410702MA400000KA,A,410702\n", "", "C8 commit/strata.csv:2"},
    {C "pools.csv", "A,9,2", "A,9,10", "C9 commit/pools.csv:2"},
    {C "pools.csv", "9,2,50", "9,2,101", "C9 commit/pools.csv:2"},
    {C "pools.csv", "P1,A,9", "P1,A,8", "C10 commit/pools.csv:2"},
    {C "strata.csv", "P1,A,A", "P1,A,E", "C10 commit/strata.csv:2"},
    {C "strata.csv", "P1,D", "P1,C,C,0\nP1,D", "C10 commit/strata.csv:3"},
    {C "frames/P1.csv", "KA,A", "KA,B", "C11 commit/frames/P1.csv:2"},
    {C "frames/P1.csv", "KA,A,410702", "KA,A,", "C11 commit/frames/P1.csv:2"},
    {C "frames/P2.csv", "KA,all,410702", "KA,all,410703", "C11 commit/frames/P2.csv:2"},
    {C "seats.csv", "SCJG,2", "SCJG,0", "C12 commit/seats.csv:2"},
    {C "seats.csv", "SCJG,2", "SCJG,1000000000000", "C12 commit/seats.csv:2"},
    {C "inspectors.csv", "SCJG-002,SCJG", "SCJG-001,WJW", "T10 commit/inspectors.csv:3"},
    {C "exclusions.csv", "", "P3,91410702MA400000KX,cap\n", "C15 commit/exclusions.csv:2"},
    {C "exclusions.csv", "", "P1,91410702MA400000KA,cap\n", "C15 commit/exclusions.csv:2"},
    {C "exclusions.csv", "", "P1,A,cap\nP1,Z,cap\nP2,91410702MA423757KW,cap\n",
     "C15 commit/exclusions.csv:4"},
};

/* The rest is edited as it stands. */
static const Broken EDITS[] = {
    {C "SHA256SUMS", NULL, NULL, "C2 commit/SHA256SUMS"},
    {C "SHA256SUMS", "  exclusions", " *exclusions", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "644ba07", "644BA07", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "exclusions.csv", "../exclusions.csv", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "exclusions.csv", "/etc/passwd", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "exclusions.csv", "./exclusions.csv", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "exclusions.csv", "..", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "exclusions.csv", "a/..", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "exclusions.csv", "a\\b", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "exclusions.csv", "SHA256SUMS", "C1 commit/SHA256SUMS:1"},
    {C "SHA256SUMS", "exclusions.csv", "zz.csv", "C1 commit/SHA256SUMS:2"},
    {C "SHA256SUMS", "frames/P1.csv", "frames//P1.csv", "C1 commit/SHA256SUMS:2"},
    {C "SHA256SUMS", "", "\n", "T2 commit/SHA256SUMS:12"},
    {C "more.txt", "", "x", "C2 commit/more.txt"},
    {C "link/", "", "x", "C2 commit/link"},
    {C "plans.csv", "P1", "P0", "C3 commit/plans.csv"},
    {C "frames/P1.csv", "KA,A", "KA,D", "C3 commit/frames/P1.csv"},
    {"seed.txt", NULL, NULL, "S1 seed.txt"},
    {"seed.txt", "dice=", "dice ", "S1 seed.txt:1"},
    {"seed.txt", "3 1", "3\t1", "S2 seed.txt:1"},
    {"draw/more.csv", "", "x", "D1 draw/more.csv"},
    {"draw/pipe/", "", "x", "D1 draw/pipe"},
    {"draw/SHA256SUMS", NULL, NULL, "D1 draw/SHA256SUMS"},
    {"draw/SHA256SUMS", "99cd", "99ce", "D2 draw/SHA256SUMS:1"},
    {"draw/SHA256SUMS", "teams", "temas", "D2 draw/SHA256SUMS:3"},
    {"draw/SHA256SUMS", "dca63a094a2147189949b567814ffa91d09a4061b0d2e4d0f1d2f794440278d7  teams.csv\n", "",
     "D2 draw/SHA256SUMS:3"},
    {"draw/sizes.csv", "P1,D,3,2,1", "P1,D,3,1,1", "D3 draw/sizes.csv:3"},
    {"draw/selection.csv", "3,reserve", "3,drawn", "D4 draw/selection.csv:4"},
    {"draw/selection.csv", "", "P2,all,4,drawn,x,y\n", "D4 draw/selection.csv:11"},
    {"draw/visits.csv", "P1;P2", "P2", "D5 draw/visits.csv:3"},
    {"draw/teams.csv", "WJW-003", "WJW-002", "D6 draw/teams.csv:2"},
    {"draw/teams.csv",
     "91410704MA487109KJ-1,SCJG,2,SCJG-003,"
     "c18199b303a7714e220fa943bf6e086bf0a576c4051456802a85c139ac4f4f51\n",
     "", "D6 draw/teams.csv:15"},
};

static void
edit(MemorySource *source, const Broken *broken)
{
    GBytes *bytes = memory_source_get(source, broken->path);
    g_autofree char *text = NULL;
    g_autoptr(GString) edited = g_string_new(NULL);
    const char *at = NULL;

    if (broken->found == NULL) {
        memory_source_remove(source, broken->path);
        return;
    }
    text = bytes != NULL ? g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)) : g_strdup("");
    at = *broken->found != '\0' ? strstr(text, broken->found) : text + strlen(text);
    g_assert_nonnull(at);
    g_string_append_len(edited, text, at - text);
    g_string_append(edited, broken->replacement);
    g_string_append(edited, at + strlen(broken->found));
    memory_source_put(source, broken->path, edited->str, edited->len);
}

static char *
fault_place(const RuleFault *fault)
{
    if (fault->line == 0)
        return g_strdup_printf("%s %s", fault->rule, fault->path);
    return g_strdup_printf("%s %s:%" G_GUINT64_FORMAT, fault->rule, fault->path, fault->line);
}

static void
assert_fails(MemorySource *source, const char *expected)
{
    g_autoptr(Verification) verification = verify(source);
    g_autofree char *place = NULL;

    g_assert_cmpint(verification->outcome, ==, VERIFICATION_FAILED);
    place = fault_place(verification->fault);
    g_assert_cmpstr(place, ==, expected);
    g_assert_cmpstr(verification->fault->text, !=, "");
}

static void
test_broken_designs(void)
{
    g_autoptr(MemorySource) source = load_vector("small");

    for (gsize i = 0; i < G_N_ELEMENTS(DESIGNS); i++) {
        g_autoptr(MemorySource) copy = memory_source_copy(source);
        g_autoptr(Draw) draw = NULL;
        g_autoptr(RuleFault) fault = NULL;
        g_autoptr(GError) error = NULL;
        g_autofree char *place = NULL;

        edit(copy, &DESIGNS[i]);
        memory_source_seal(copy, "commit");
        assert_fails(copy, DESIGNS[i].expected);
        /* Whoever draws meets the same rule. */
        g_assert_false(
            draw_compute(&copy->source, memory_source_get(copy, "seed.txt"), &draw, &fault, &error));
        g_assert_no_error(error);
        place = fault_place(fault);
        g_assert_cmpstr(place, ==, DESIGNS[i].expected);
    }
}

static void
test_broken_bundles(void)
{
    g_autoptr(MemorySource) source = load_vector("small");

    for (gsize i = 0; i < G_N_ELEMENTS(EDITS); i++) {
        g_autoptr(MemorySource) copy = memory_source_copy(source);

        edit(copy, &EDITS[i]);
        assert_fails(copy, EDITS[i].expected);
    }
}

/* Two edits: texts come before digests, and digests before the design. */
static void
test_precedence(void)
{
    static const Broken DISTRICT = {C "frames/P1.csv", "KA,A,410702", "KA,A,410703", NULL};
    static const Broken TEXT = {C "frames/P2.csv", "KK,all", "K\xff,all", NULL};
    g_autoptr(MemorySource) source = load_vector("small");

    edit(source, &DISTRICT); /* now P2 shows another district, but P1 was edited */
    assert_fails(source, "C3 commit/frames/P1.csv");
    edit(source, &TEXT);
    assert_fails(source, "T1 commit/frames/P2.csv:10");
}

typedef struct {
    const char *withheld[3];
    Broken forgery;
} Forgery;

static const Forgery FORGERIES[] = {
    {{C "frames/P1.csv"},
     {"draw/selection.csv", "P1,A,3,reserve", "P1,A,3,drawn", "D4 draw/selection.csv:4"}},
    {{C "frames/P1.csv"}, {"draw/selection.csv", "0d792b77", "0d792b78", "D4 draw/selection.csv:2"}},
    {{C "frames/P1.csv"}, {"draw/sizes.csv", "P1,D,3,2,1", "P1,D,3,1,1", "D3 draw/sizes.csv:3"}},
    {{C "frames/P1.csv"}, {C "seats.csv", "SCJG,2", "SCJG,3", "C3 commit/seats.csv"}},
    {{C "frames/P1.csv", C "frames/P2.csv"},
     {"draw/visits.csv", "2027-03-20", "2027-03-19", "D5 draw/visits.csv:3"}},
    {{C "strata.csv"},
     {"draw/selection.csv", "P2,all,3,drawn", "P2,all,3,reserve", "D4 draw/selection.csv:10"}},
    {{C "strata.csv"}, {"draw/sizes.csv", "P2,", "P3,", "D3 draw/sizes.csv:4"}},
    {{C "strata.csv"}, {"draw/sizes.csv", "P1,A,9,2", "P1,A,9,3", "D3 draw/sizes.csv"}},
    {{C "pools.csv"}, {"draw/sizes.csv", "P1,A,9,", "P1,A,8,", "D3 draw/sizes.csv:2"}},
    {{C "pools.csv"}, {"draw/sizes.csv", "P2,all,12,3,0\n", "", "D3 draw/sizes.csv"}},
    {{C "pools.csv", C "strata.csv"}, {"draw/sizes.csv", "P1,A,9,", "P1,A,8,", "D2 draw/SHA256SUMS:2"}},
    {{C "strata.csv", "draw/sizes.csv"},
     {"draw/selection.csv", "P1,A,2,drawn", "P1,A,2,reserve", "D2 draw/SHA256SUMS:1"}},
    {{C "recusals.csv"}, {"draw/teams.csv", "SCJG,2,SCJG-004", "SCJG,2,SCJG-002", "D6 draw/teams.csv:5"}},
    {{C "recusals.csv"}, {"draw/teams.csv", "5d417066", "5d417067", "D6 draw/teams.csv:2"}},
    {{C "inspectors.csv"}, {"draw/teams.csv", "WJW,2,WJW-001", "WJW,3,WJW-001", "D6 draw/teams.csv:3"}},
    {{C "seats.csv"}, {"draw/teams.csv", "5d417066", "5d417067", "D6 draw/teams.csv:2"}},
    {{"draw/teams.csv"}, {"draw/SHA256SUMS", "dca63a", "dca63b", "D2 draw/SHA256SUMS:3"}},
    {{C "plans.csv"}, {"draw/visits.csv", "2027-03-20", "2027-03-19", "D2 draw/SHA256SUMS:4"}},
    {{C "plans.csv"}, {C "frames/P1.csv", "KA,A", "K\xff,A", "T1 commit/frames/P1.csv:2"}},
    {{C "sources.csv"}, {"seed.txt", "dice=", "dice ", "S1 seed.txt:1"}},
};

static void
test_forged_public_copies(void)
{
    g_autoptr(MemorySource) source = load_vector("small");

    for (gsize i = 0; i < G_N_ELEMENTS(FORGERIES); i++) {
        g_autoptr(MemorySource) copy = memory_source_copy(source);

        for (guint w = 0; w < G_N_ELEMENTS(FORGERIES[i].withheld) && FORGERIES[i].withheld[w] != NULL; w++)
            memory_source_remove(copy, FORGERIES[i].withheld[w]);
        edit(copy, &FORGERIES[i].forgery);
        assert_fails(copy, FORGERIES[i].forgery.expected);
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rule/broken-designs", test_broken_designs);
    g_test_add_func("/rule/broken-bundles", test_broken_bundles);
    g_test_add_func("/rule/precedence", test_precedence);
    g_test_add_func("/rule/forged-public-copies", test_forged_public_copies);
    return g_test_run();
}
