/* Writes calendars for independent readers: `publish FOLDER`.
 *
 * FOLDER/first and FOLDER/second hold the same calendars, written twice, and
 * FOLDER/visits.tsv what must be in them, straight from the store: visit, date,
 * start, end, revision, stamp, title, target, address, latitude, longitude,
 * disclosure, state, team (with ';'). */
#include "store/sql.h"
#include "support/drawn-store.h"

#include <choucha/scheduling.h>
#include <glib/gstdio.h>

/* All that is hard for a reader: what is escaped, what is quoted, what lies on
 * folds, and characters of two, three and four bytes. (A backslash before an n
 * is left out: icalendar 4 takes it for a line end.) */
static const char HARD_TEXTS[] =
    "UPDATE department SET name = '市场监督管理局 \"稽查\" ^; 一, 二: 三', change = (SELECT max(id) FROM "
    "change)"
    "  WHERE department = 'SCJG';"
    "UPDATE target SET name = '红旗区𠮷野家（中国）餐饮有限公司; 第1,2店 \\ é', address = '和平大道\\1号, "
    "甲;乙 🏠',"
    "  change = (SELECT max(id) FROM change) WHERE target = 'T1';"
    "UPDATE item SET basis = "
    "'《中华人民共和国消防法》第五十三条：\"消防救援机构应当对机关、团体、企业、事业等单位遵守"
    "消防法律、法规的情况依法进行监督检查\"; 《消防监督检查规定》第三条, 第六条\\第七条',"
    "  change = (SELECT max(id) FROM change) WHERE item = 'XF-01';";
static const char HARD_TITLE[] =
    "DROP TRIGGER drawing_is_final;"
    "UPDATE drawing SET title = '2027年第一季度餐饮服务食品安全、消防安全跨部门联合“双随机、一公开”抽查, "
    "含\"明厨亮灶\"'"
    "  WHERE drawing = 'P1'";

static const char VISITS[] =
    "WITH placed AS ("
    " SELECT a.*, coalesce(nullif(json_object('date', a.date, 'start', a.start, 'end', a.\"end\"),"
    "   '{\"date\":\"\",\"start\":\"\",\"end\":\"\"}'),"
    "   (SELECT record FROM history WHERE kind = 'appointments'"
    "    AND key = json_array(a.campaign, a.visit) AND json_extract(record, '$.date') <> ''"
    "    ORDER BY id DESC LIMIT 1)) AS time FROM appointment AS a)"
    "SELECT a.visit || char(9) || json_extract(a.time, '$.date') || char(9) || json_extract(a.time, "
    "'$.start')"
    " || char(9) || json_extract(a.time, '$.end') || char(9) || a.revision || char(9) || c.at || char(9)"
    " || d.title || char(9) || t.name || char(9) || t.address || char(9) || t.latitude || char(9)"
    " || t.longitude || char(9) || d.disclosure || char(9) || iif(a.date = '', 'cancelled', 'confirmed')"
    " || char(9) || (SELECT group_concat(inspector, ';') FROM seat AS s"
    "                WHERE s.campaign = a.campaign AND s.visit = a.visit)"
    " FROM placed AS a JOIN change AS c ON c.id = a.change"
    " JOIN visit AS v ON v.campaign = a.campaign AND v.visit = a.visit"
    " JOIN target AS t ON t.target = v.target"
    " JOIN drawing AS d ON d.campaign = a.campaign AND d.drawing ="
    "   (SELECT min(drawing) FROM visit_drawing AS p WHERE p.campaign = a.campaign AND p.visit = a.visit)"
    " WHERE a.campaign = '2027Q1' AND a.time IS NOT NULL ORDER BY a.visit";

static void
write_visits(ChaStore *store, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Statement) query = statement_new(store_database(store), VISITS, &error);
    g_autofree char *path = g_build_filename(folder, "visits.tsv", NULL);

    g_assert_no_error(error);
    while (statement_next(query))
        g_string_append_printf(text, "%s\n", statement_text(query, 0));
    g_assert_true(statement_finish(query, &error));
    g_assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
}

static void
schedule(ChaStore *store, const char *folder, const char *from)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(ChaScheduleReport) report = NULL;
    ChaDay day = 0;
    gboolean done;

    g_assert_true(cha_day_from_text(from, &day));
    done = cha_schedule(store, "2027Q1", folder, day, NULL, NULL, &report, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

static void
publish(ChaStore *store, const char *folder, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    ChaCalendarReport report = {0};
    gboolean done = cha_calendar(store, "2027Q1", path, TRUE, NULL, NULL, &report, &error);

    g_assert_no_error(error);
    g_assert_true(done);
}

int
main(int argc, char *argv[])
{
    g_autoptr(ChaStore) store = drawn_store_new();

    g_assert_cmpint(argc, ==, 2);
    drawn_store_change(store, "import", HARD_TEXTS);
    drawn_store_run(store, HARD_TITLE);
    schedule(store, argv[1], "2027-01-06");
    schedule(store, argv[1], "2027-02-01"); /* T3-1, which ends in January, is cancelled */
    publish(store, argv[1], "first");
    publish(store, argv[1], "second");
    write_visits(store, argv[1]);
    return 0;
}
