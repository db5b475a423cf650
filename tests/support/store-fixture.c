#include "support/store-fixture.h"

#include "store/store.h"

#include <glib/gstdio.h>
#include <string.h>

StorePlace *
store_place_new(void)
{
    StorePlace *place = g_new0(StorePlace, 1);
    g_autoptr(GError) error = NULL;

    place->folder = g_dir_make_tmp("choucha-test-XXXXXX", &error);
    g_assert_no_error(error);
    place->path = g_build_filename(place->folder, "choucha.db", NULL);
    return place;
}

void
store_place_free(StorePlace *place)
{
    GDir *folder;
    const char *name;

    if (place == NULL)
        return;
    folder = g_dir_open(place->folder, 0, NULL);
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(place->folder, name, NULL);

        (void)g_remove(path);
    }
    g_clear_pointer(&folder, g_dir_close);
    (void)g_rmdir(place->folder);
    g_free(place->folder);
    g_free(place->path);
    g_free(place);
}

ChaStore *
store_open(const StorePlace *place)
{
    g_autoptr(GError) error = NULL;
    ChaStore *store = cha_store_open(place->path, "tester", CHA_STORE_WRITE, &error);

    g_assert_no_error(error);
    return store;
}

ChaStore *
store_in_memory(void)
{
    g_autoptr(GError) error = NULL;
    ChaStore *store = cha_store_open("/nowhere/choucha.db", "tester", CHA_STORE_READ, &error);

    g_assert_no_error(error);
    return store;
}

static void
deliver(ChaStore *store, const Kind *kind, const char *const *texts)
{
    gboolean present[KIND_MAX_COLUMNS];
    g_autoptr(GError) error = NULL;
    g_autoptr(Delivery) delivery = NULL;

    for (guint i = 0; i < KIND_MAX_COLUMNS; i++)
        present[i] = TRUE;
    delivery = delivery_begin(store, kind, present, &error);
    g_assert_no_error(error);
    g_assert_true(delivery_add(delivery, 2, texts, &error));
    g_assert_true(delivery_apply(delivery, "test.csv", &error));
    g_assert_no_error(error);
}

void
store_put(ChaStore *store, ChaKind kind, ...)
{
    const char *texts[KIND_MAX_COLUMNS];
    const char *column;
    va_list pairs;

    for (guint i = 0; i < KIND_MAX_COLUMNS; i++)
        texts[i] = "";
    va_start(pairs, kind);
    while ((column = va_arg(pairs, const char *)) != NULL) {
        int index = kind_find_column(kind_get(kind), column);

        g_assert_cmpint(index, >=, 0);
        texts[index] = va_arg(pairs, const char *);
    }
    va_end(pairs);
    deliver(store, kind_get(kind), texts);
}

void
store_take(ChaStore *store, ChaKind kind, ...)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    char *key[KIND_MAX_COLUMNS + 1] = {NULL};
    g_autoptr(GError) error = NULL;
    va_list texts;

    va_start(texts, kind);
    for (guint i = 0; i < kind_get(kind)->n_keys; i++)
        key[i] = va_arg(texts, char *);
    va_end(texts);
    g_ptr_array_add(keys, key);
    g_assert_true(registry_store_remove(store, kind_get(kind), keys, "test", &error));
    g_assert_no_error(error);
}

typedef struct {
    GString *text;
    guint n_columns;
} Dump;

static gboolean
dump_record(const char *const *texts, gpointer data)
{
    Dump *dump = data;

    for (guint i = 0; i < dump->n_columns; i++)
        g_string_append_printf(dump->text, "%s%s", i == 0 ? "" : "|", texts[i]);
    g_string_append_c(dump->text, '\n');
    return TRUE;
}

char *
store_dump(ChaStore *store, ChaKind kind)
{
    Dump dump = {g_string_new(NULL), kind_get(kind)->n_columns};
    g_autoptr(GError) error = NULL;

    g_assert_true(registry_store_walk(store, kind_get(kind), dump_record, &dump, &error));
    g_assert_no_error(error);
    return g_string_free(dump.text, FALSE);
}

char *
store_query(ChaStore *store, const char *sql)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Statement) query = statement_new(store_database(store), sql, &error);

    g_assert_no_error(error);
    while (statement_next(query)) {
        int n_columns = statement_columns(query);

        for (int i = 0; i < n_columns; i++) {
            const char *value = statement_text(query, i);

            g_string_append_printf(text, "%s%s", i == 0 ? "" : "|", value != NULL ? value : "NULL");
        }
        g_string_append_c(text, '\n');
    }
    g_assert_true(statement_finish(query, &error));
    return g_string_free(text, FALSE);
}

void
store_assert(ChaStore *store, const char *sql, const char *expected)
{
    g_autofree char *text = store_query(store, sql);

    g_assert_cmpstr(text, ==, expected);
}

gint64
store_number(ChaStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gint64 number = 0;

    g_assert_true(database_number(store_database(store), sql, &number, &error));
    g_assert_no_error(error);
    return number;
}

char *
sql_with(const char *pattern, ...)
{
    GString *sql = g_string_new(pattern);
    const char *word;
    va_list pairs;

    va_start(pairs, pattern);
    while ((word = va_arg(pairs, const char *)) != NULL)
        (void)g_string_replace(sql, word, va_arg(pairs, const char *), 0);
    va_end(pairs);
    return g_string_free(sql, FALSE);
}

gboolean
store_try(ChaStore *store, const char *sql, GError **error)
{
    return database_execute(store_database(store), sql, error);
}

void
store_fill(ChaStore *store)
{
    for (int i = 1; i <= 2; i++) {
        g_autofree char *department = g_strdup_printf("D%d", i);
        g_autofree char *item = g_strdup_printf("I%d", i);

        store_put(store, CHA_KIND_DEPARTMENTS, "department", department, "name", department, NULL);
        store_put(store, CHA_KIND_ITEMS, "item", item, "name", item, "department", department, NULL);
    }
    for (int i = 1; i <= 4; i++) {
        g_autofree char *inspector = g_strdup_printf("N%d", i);

        store_put(store, CHA_KIND_INSPECTORS, "inspector", inspector, "name", inspector, "department",
                  i % 2 == 1 ? "D1" : "D2", NULL);
    }
    for (int i = 1; i <= 9; i++) {
        g_autofree char *target = g_strdup_printf("T%d", i);

        store_put(store, CHA_KIND_TARGETS, "target", target, "name", target, "district", "410702", NULL);
    }
    store_put(store, CHA_KIND_PLANS, "plan", "P1", "title", "joint", "initiator", "D1", "participants", "D2",
              "items", "I1;I2", "sample", "5%", "start", "2027-01-01", "end", "2027-03-31", NULL);
    store_put(store, CHA_KIND_PLANS, "plan", "P2", "title", "alone", "initiator", "D2", "items", "I2",
              "sample", "5%", "start", "2027-01-01", "end", "2027-03-31", NULL);
}

static gboolean
write_text(ChaStore *store, const char *campaign, const char *path, const char *text, GError **error)
{
    g_autoptr(FileWriter) writer = file_writer_new(store, campaign, path, error);
    char hex[DIGEST_HEX_SIZE];

    return writer != NULL && file_writer_add(writer, text, strlen(text), error) &&
           file_writer_finish(writer, hex, error);
}

static void
add_drawing(GPtrArray *drawings, const char *plan, const char *initiator, const char *participants,
            const char *items)
{
    FrozenDrawing *drawing = g_new0(FrozenDrawing, 1);

    drawing->drawing = g_strdup(plan);
    drawing->plan = g_strdup(plan);
    drawing->number = 1;
    drawing->title = g_strdup("as it was");
    drawing->initiator = g_strdup(initiator);
    drawing->participants = g_strdup(participants);
    drawing->items = g_strdup(items);
    drawing->start = g_strdup("2027-01-01");
    drawing->end = g_strdup("2027-03-31");
    drawing->disclosure = g_strdup("open");
    drawing->joint = g_strdup("");
    g_ptr_array_add(drawings, drawing);
}

gboolean
store_commit_campaign(ChaStore *store, const char *campaign, GError **error)
{
    g_autoptr(GPtrArray) drawings = g_ptr_array_new_with_free_func((GDestroyNotify)frozen_drawing_free);
    g_autoptr(Campaign) frozen = g_new0(Campaign, 1);
    g_autoptr(Transaction) transaction = store_begin(store, error);

    frozen->campaign = g_strdup(campaign);
    frozen->quarter = g_strndup(campaign, 6);
    frozen->attempt = strlen(campaign) > 7 ? (guint)g_ascii_strtoull(campaign + 7, NULL, 10) : 1;
    frozen->commitment = g_strnfill(64, 'c');
    frozen->max_visits = g_strdup("7");
    frozen->visits_per_day = 4;
    add_drawing(drawings, "P1", "D1", "D2", "I1;I2");
    add_drawing(drawings, "P2", "D2", "", "I2");
    return transaction != NULL && write_text(store, campaign, "commit/SHA256SUMS", "sums\n", error) &&
           write_text(store, campaign, "commit/empty.csv", "", error) &&
           campaign_store_seal(store, frozen, drawings, NULL, error) &&
           transaction_commit(transaction, error);
}

static GBytes *
text_bytes(const char *text)
{
    return g_bytes_new(text, strlen(text));
}

static void
add_target(Draw *draw, const char *plan, guint number, const char *name, gboolean reserve)
{
    DrawnTarget *target = g_new0(DrawnTarget, 1);

    target->plan = g_string_chunk_insert_const(draw->texts, plan);
    target->stratum = g_string_chunk_insert_const(draw->texts, "all");
    target->rank = number;
    target->reserve = reserve;
    target->target = g_string_chunk_insert_const(draw->texts, name);
    g_ptr_array_add(draw->targets, target);
}

static void
add_seat(Draw *draw, const char *visit, const char *department, guint number, const char *inspector)
{
    DrawnSeat *seat = g_new0(DrawnSeat, 1);

    seat->visit = g_string_chunk_insert_const(draw->texts, visit);
    seat->department = g_string_chunk_insert_const(draw->texts, department);
    seat->seat = number;
    seat->inspector = inspector != NULL ? g_string_chunk_insert_const(draw->texts, inspector) : NULL;
    g_ptr_array_add(draw->seats, seat);
}

static void
add_visit(Draw *draw, guint number, const char *target)
{
    DrawnVisit *visit = g_new0(DrawnVisit, 1);
    g_autofree char *name = g_strconcat(target, "-1", NULL);

    visit->visit = g_string_chunk_insert_const(draw->texts, name);
    visit->target = g_string_chunk_insert_const(draw->texts, target);
    visit->district = g_string_chunk_insert_const(draw->texts, "410702");
    g_assert_true(cha_day_from_text("2027-01-04", &visit->start));
    g_assert_true(cha_day_from_text("2027-03-31", &visit->end));
    visit->plans = g_ptr_array_new();
    g_ptr_array_add(visit->plans, g_string_chunk_insert_const(draw->texts, "P1"));
    if (number % 2 == 1)
        g_ptr_array_add(visit->plans, g_string_chunk_insert_const(draw->texts, "P2"));
    g_ptr_array_add(draw->drawn_visits, visit);
    add_seat(draw, name, "D1", 1, "N1");
    add_seat(draw, name, "D1", 2, "N3");
    add_seat(draw, name, "D2", 1, "N2");
    add_seat(draw, name, "D2", 2, NULL);
}

/* Names as wide as the last one, so that their order is that of the numbers. */
static char *
target_name(guint number, guint n_targets)
{
    g_autofree char *widest = g_strdup_printf("%u", n_targets);

    return g_strdup_printf("T%0*u", (int)strlen(widest), number);
}

Draw *
draw_fixture(guint n_visits)
{
    Draw *draw = g_new0(Draw, 1);

    memset(draw->seed, 'a', DIGEST_HEX_SIZE - 1);
    draw->sizes = text_bytes("plan,stratum,population,sample,reserve\n");
    draw->selection = text_bytes("plan,stratum,rank,role,target,ticket\n");
    draw->visits = text_bytes("visit,target,start,end,plans\n");
    draw->teams = text_bytes("visit,department,seat,inspector,ticket\n");
    draw->sums = text_bytes("sums of the draw\n");
    draw->targets = g_ptr_array_new_with_free_func(g_free);
    draw->drawn_visits = g_ptr_array_new_with_free_func((GDestroyNotify)drawn_visit_free);
    draw->seats = g_ptr_array_new_with_free_func(g_free);
    draw->texts = g_string_chunk_new(4096);
    for (guint i = 1; i <= n_visits; i++) {
        g_autofree char *target = target_name(i, n_visits);

        add_target(draw, "P1", n_visits + 1 - i, target, FALSE);
        add_visit(draw, i, target);
    }
    for (guint i = 1; i <= n_visits; i++) {
        g_autofree char *target = target_name(i, n_visits);

        add_target(draw, "P2", i, target, i % 2 == 0);
    }
    return draw;
}

gboolean
store_draw_campaign(ChaStore *store, const char *campaign, const Draw *draw, GError **error)
{
    g_autoptr(GBytes) seed_text = text_bytes("dice=1 2 3\n");
    g_autoptr(Transaction) transaction = store_begin(store, error);

    return transaction != NULL && campaign_store_record_draw(store, campaign, seed_text, draw, NULL, error) &&
           transaction_commit(transaction, error);
}
