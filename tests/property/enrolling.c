/* Laws of import and list: whatever is stored can be listed and imported again,
 * and nothing changes; the order of rows and columns is irrelevant. */
#include "support/store-fixture.h"

#include <choucha/enrolling.h>
#include <string.h>

enum {
    RUNS = 4, /* of each kind */
    MOST_ROWS = 40,
    BASE_RECORDS = 4
};

/* What people write into the columns of each kind, some of it wrong. Cells are
 * separated by '|', and '#' is a number that makes keys differ. */
typedef struct {
    ChaKind kind;
    const char *header;
    const char *cells[19];
} Messy;

static const Messy MESSY[] = {
    {CHA_KIND_DEPARTMENTS,
     "department|name|email|phone|exempt|上级部门",
     {"D#|Ｄ#| D# |部门#", "部门#|\"局（#）\"|局 甲 #|a,b #||;#", "|a@b.cn|ａ＠ｂ.cn", "|0373-#|０３７３",
      "|yes|否|也许", "|||D1|D#|部门#"}},
    {CHA_KIND_ITEMS,
     "事项编码|抽查事项|部门|抽查领域|事项类别|检查对象类型|人员资格|检查方式|检查依据|market",
     {"I#|Ｉ#", "检查、抽查#|第#项；其他|3.检查#", "D1|D2|部门3|D9999", "|学校（民办）", "|一般|KEY|x",
      "|学校|宾馆、旅店|学校；企业;学校", "|食品|特种 设备;食品|a/b", "|实地，网络", "|《法》第#条，第2款",
      "|是|no"}},
    {CHA_KIND_TARGETS,
     "统一社会信用代码|名称|行政区划代码|对象类型|信用风险等级|行业代码|地址|登记状态|经度|纬度|接受联合检查",
     {"T#|注册#|91410702MA9X0K1T16|41070200000#|bad/#", "公司#|\"公司\n（#）\"|,#",
      "410702|４１０７１１|4107", "|学校|学校、企业|宾馆、旅店", "|a|Ｂ|D级|E", "|F5212", "|路（#）号",
      "|存续|注销", "|113.88|35.1|x", "|35.27|113.2", "|是|否"}},
    {CHA_KIND_INSPECTORS,
     "执法证号|姓名|部门编码|资格|管辖区划|证件有效期至|状态|email|phone",
     {"N#|ＨＮ#", "张#|李 #", "D1|D2|部门4", "|食品;特种 设备;食品", "|410702；410711|410702",
      "|2027/3/#|2028年1月5日|2027-02-30", "|在岗|退休", "|a@b", "|139"}},
    {CHA_KIND_RECUSALS,
     "inspector|target|reason",
     {"N1|N2|N3|N7|HN1", "T1|T2|T3|T4|t5", "|配偶（#）|\"a,\"\"b\"\"\""}},
    {CHA_KIND_ABSENCES,
     "inspector|from|to|reason",
     {"N1|N2|N3", "2027-1-#|2027年2月#日", "2027-03-01|2027/2/#", "|病#"}},
    {CHA_KIND_HOLIDAYS, "日期|类型|名称", {"2027-1-#|2027.2.#", "休|班|workday|x", "|元旦（#）"}},
    {CHA_KIND_JOINT_ITEMS,
     "抽查领域|抽查事项|object_type|发起部门|配合部门",
     {"领域#|领域（#）", "I1|I2;I3|I1、I4|I99999", "|学校|学校、企业", "D1|D2;D3",
      "|*|市场监管领域相关部门|D4、D5"}},
    {CHA_KIND_PLANS,
     "计划编号|任务名称|发起部门|配合部门|抽查事项|检查对象类型|抽查范围|抽查比例|起止时间|频次|抽取批次|"
     "分层|每部门人数|备选比例|年度频次上限|合并|"
     "摇号方式|公开方式|检查层级",
     {"P#|p#|P#.1|P #", "计划（#）", "D1", "|D2;D1|D2;D3|*", "I1|I2", "|学校|全部", "|410702;410711|all",
      "5%|≥5%|20户|10% (20户)|A 1%; D 30%", "2027年3月-11月|2027-01-15至2027-02-#|3月", "|2|2次/年|9", "",
      "|区划|none", "|3人", "|20|0%", "|2|无", "|否", "|own", "|告知", "|本级|市抽县查|现场"}},
};

/* What the file has to say about @column, one of the variants. */
static char *
make_cell(const char *variants, guint number)
{
    g_auto(GStrv) cells = g_strsplit(variants, "|", -1);
    guint n_cells = MAX(g_strv_length(cells), 1);
    const char *cell = cells[0] != NULL ? cells[g_test_rand_int_range(0, (gint)n_cells)] : "";
    g_autofree char *digits = g_strdup_printf("%u", number);
    GString *text = g_string_new(cell);

    g_string_replace(text, "#", digits, 0);
    if (strpbrk(text->str, ",\"\n") != NULL && text->str[0] != '"') {
        g_string_replace(text, "\"", "\"\"", 0);
        g_string_prepend_c(text, '"');
        g_string_append_c(text, '"');
    }
    return g_string_free(text, FALSE);
}

static GPtrArray *
make_lines(const Messy *messy, guint n_rows)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    guint n_columns = 1;

    for (const char *at = messy->header; (at = strchr(at, '|')) != NULL; at++)
        n_columns++;
    for (guint r = 0; r < n_rows; r++) {
        g_autoptr(GString) line = g_string_new(NULL);
        guint number = (guint)g_test_rand_int_range(1, 29);

        for (guint c = 0; c < n_columns; c++) {
            g_autofree char *cell = make_cell(messy->cells[c] != NULL ? messy->cells[c] : "", number);

            g_string_append_printf(line, "%s%s", c > 0 ? "," : "", cell);
        }
        g_ptr_array_add(lines, g_string_free(g_steal_pointer(&line), FALSE));
    }
    return lines;
}

static char *
join_table(const char *header, GPtrArray *lines)
{
    GString *table = g_string_new(header);

    g_string_replace(table, "|", ",", 0);
    g_string_append_c(table, '\n');
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(table, "%s\n", (char *)g_ptr_array_index(lines, i));
    return g_string_free(table, FALSE);
}

typedef struct {
    StorePlace *place;
    ChaStore *store;
} Registry;

/* A store in memory, with departments, items, inspectors and targets 1 to 4. */
static void
registry_open(Registry *registry)
{
    registry->place = store_place_new();
    registry->store = store_in_memory();
    for (guint i = 1; i <= BASE_RECORDS; i++) {
        g_autofree char *department = g_strdup_printf("D%u", i);
        g_autofree char *name = g_strdup_printf("部门%u", i);
        g_autofree char *item = g_strdup_printf("I%u", i);
        g_autofree char *inspector = g_strdup_printf("N%u", i);
        g_autofree char *target = g_strdup_printf("T%u", i);

        store_put(registry->store, CHA_KIND_DEPARTMENTS, "department", department, "name", name, NULL);
        store_put(registry->store, CHA_KIND_ITEMS, "item", item, "name", item, "department", department,
                  "object_type",
                  i == 1   ? "学校"
                  : i == 2 ? "宾馆、旅店"
                           : "企业",
                  NULL);
        store_put(registry->store, CHA_KIND_INSPECTORS, "inspector", inspector, "name", name, "department",
                  department, NULL);
        store_put(registry->store, CHA_KIND_TARGETS, "target", target, "name", target, "district", "410702",
                  NULL);
    }
}

static void
registry_close(Registry *registry)
{
    cha_store_free(registry->store);
    store_place_free(registry->place);
}

static ChaImportReport *
import(Registry *registry, ChaKind kind, const char *table)
{
    g_autofree char *path = g_build_filename(registry->place->folder, "table.csv", NULL);
    const char *paths[] = {path, NULL};
    ChaImportOptions options = {.good_rows = TRUE};
    ChaImportReport *report = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, table, -1, &error));
    g_assert_true(cha_import(registry->store, kind, paths, &options, NULL, NULL, &report, &error));
    g_assert_no_error(error);
    return report;
}

static gboolean
collect(const char *bytes, gsize length, gpointer data, GError **error)
{
    (void)error;
    g_string_append_len(data, bytes, (gssize)length);
    return TRUE;
}

static char *
list(Registry *registry, ChaKind kind)
{
    GString *table = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(cha_list(registry->store, kind, CHA_TABLE_CSV, collect, table, &error));
    g_assert_no_error(error);
    return g_string_free(table, FALSE);
}

/* What is listed says nothing new, here or to another store. */
static void
assert_round_trip(Registry *registry, ChaKind kind, const char *listed)
{
    g_autoptr(ChaImportReport) same = import(registry, kind, listed);
    g_autofree char *again = list(registry, kind);
    g_autoptr(ChaImportReport) copied = NULL;
    g_autofree char *copy = NULL;
    Registry other;

    g_assert_cmpuint(same->added + same->changed + same->left_out, ==, 0);
    g_assert_cmpuint(same->unchanged, ==, same->rows);
    g_assert_cmpstr(again, ==, listed);
    registry_open(&other);
    copied = import(&other, kind, listed);
    copy = list(&other, kind);
    g_assert_cmpuint(copied->left_out, ==, 0);
    g_assert_cmpstr(copy, ==, listed);
    registry_close(&other);
}

static void
shuffle(GPtrArray *lines)
{
    for (guint i = lines->len; i > 1; i--) {
        guint other = (guint)g_test_rand_int_range(0, (gint)i);
        gpointer line = lines->pdata[i - 1];

        lines->pdata[i - 1] = lines->pdata[other];
        lines->pdata[other] = line;
    }
}

static void
assert_order_is_irrelevant(const Messy *messy, GPtrArray *lines, const char *listed)
{
    g_autoptr(ChaImportReport) report = NULL;
    g_autofree char *table = NULL;
    g_autofree char *found = NULL;
    Registry registry;

    shuffle(lines);
    table = join_table(messy->header, lines);
    registry_open(&registry);
    report = import(&registry, messy->kind, table);
    found = list(&registry, messy->kind);
    g_assert_cmpuint(report->rows, ==, lines->len);
    g_assert_cmpstr(found, ==, listed);
    registry_close(&registry);
}

static void
test_kind(gconstpointer data)
{
    const Messy *messy = data;
    guint64 n_stored = 0;
    guint64 n_left_out = 0;

    for (guint run = 0; run < RUNS; run++) {
        g_autoptr(GPtrArray) lines = make_lines(messy, 1 + run * MOST_ROWS / RUNS);
        g_autofree char *table = join_table(messy->header, lines);
        g_autoptr(ChaImportReport) report = NULL;
        g_autofree char *listed = NULL;
        Registry registry;

        g_test_message("%s", table);
        registry_open(&registry);
        report = import(&registry, messy->kind, table);
        n_stored += report->added + report->changed;
        n_left_out += report->left_out;
        listed = list(&registry, messy->kind);
        assert_round_trip(&registry, messy->kind, listed);
        assert_order_is_irrelevant(messy, lines, listed);
        registry_close(&registry);
    }
    g_test_message("%u rows stored, %u left out", (guint)n_stored, (guint)n_left_out);
    g_assert_cmpuint(n_stored, >, 0);
    g_assert_cmpuint(n_left_out, >, 0);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(MESSY); i++) {
        g_autofree char *path = g_strconcat("/enrolling/", cha_kind_name(MESSY[i].kind), NULL);

        g_test_add_data_func(path, &MESSY[i], test_kind);
    }
    return g_test_run();
}
