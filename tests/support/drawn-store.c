#include "support/drawn-store.h"

static const char REGISTRY[] =
    "INSERT INTO change (at, \"by\", action, subject)"
    " VALUES ('2027-01-03T00:00:00Z', 'tester', 'import', 'all');"
    "INSERT INTO department (department, name, email, phone, change) VALUES"
    " ('HB', '生态环境局', '', '', 1),"
    " ('SCJG', '市场监督管理局', 'zhifa@scjg.example.gov.cn', '0373-1234567', 1),"
    " ('XF', '消防救援支队', '', '', 1);"
    "INSERT INTO item (item, name, department, area, basis, change) VALUES"
    " ('SC-01', '登记事项检查', 'SCJG', '企业登记', '《市场主体登记管理条例》第三十八条', 1),"
    " ('SC-02', '价格行为检查', 'SCJG', '价格, 收费', '', 1),"
    " ('XF-01', '消防安全检查', 'XF', '消防', '《消防法》第五十三条; \"双随机\"', 1);"
    "INSERT INTO target (target, name, district, address, longitude, latitude, change) VALUES"
    " ('T1', '红旗区第一餐厅', '410702', '和平大道 1 号', '113.883991', '35.302616', 1),"
    " ('T2', '卫滨区秘密商行', '410703', '胜利路 2 号', '113.8', '35.3', 1),"
    " ('T3', '红旗区第三超市', '410702', '', '', '', 1),"
    " ('T4', '红旗区第四药店', '410702', '', '', '', 1),"
    " ('T5', '红旗区第五书店', '410702', '', '', '', 1);"
    "INSERT INTO inspector (inspector, name, department, phone, status, change) VALUES"
    " ('A1', '张一', 'SCJG', '13800000001', '', 1), ('A2', '李二', 'SCJG', '', 'active', 1),"
    " ('A3', '王三', 'SCJG', '', 'ended', 1), ('A8', '赵八', 'SCJG', '', '', 1),"
    " ('A9', '钱九', 'SCJG', '', 'ended', 1), ('B1', '孙一', 'XF', '', '', 1),"
    " ('B2', '周二', 'XF', '', '', 1);"
    "INSERT INTO plan (plan, title, initiator, items, sample, start, \"end\", change) VALUES"
    " ('P1', '餐饮联合检查', 'SCJG', 'SC-01;XF-01', '5%', '2027-01-04', '2027-02-26', 1),"
    " ('P2', '价格专项检查', 'SCJG', 'SC-02', '5%', '2027-01-04', '2027-02-26', 1),"
    " ('P3', '超市检查', 'SCJG', 'SC-02', '5%', '2027-01-01', '2027-01-31', 1),"
    " ('P4', '书店检查', 'SCJG', 'SC-01', '5%', '2026-07-01', '2026-09-30', 1);";

/* Written without a log, which these tests are not about. */
static const char CAMPAIGNS[] =
    "BEGIN;"
    "DROP TRIGGER campaign_is_logged; DROP TRIGGER campaign_draw_is_logged;"
    "DROP TRIGGER campaign_void_is_logged;"
    "INSERT INTO change (at, \"by\", action, subject)"
    " VALUES ('2027-01-04T01:00:00Z', 'tester', 'commit', '2027Q1'),"
    "  ('2027-01-05T02:00:00Z', 'tester', 'draw', '2027Q1');"
    "INSERT INTO drawing (campaign, drawing, plan, number, title, initiator, participants, items, start,"
    " \"end\", disclosure) VALUES"
    " ('2027Q1', 'P1', 'P1', 1, '餐饮联合检查', 'SCJG', 'XF', 'SC-01;XF-01', '2027-01-04', '2027-02-26', "
    "'open'),"
    " ('2027Q1', 'P2', 'P2', 1, '价格专项检查', 'SCJG', '', 'SC-02', '2027-01-04', '2027-02-26', 'secret'),"
    " ('2027Q1', 'P3', 'P3', 1, '超市检查', 'SCJG', '', 'SC-02', '2027-01-01', '2027-01-31', 'notice'),"
    " ('2026Q3', 'P4', 'P4', 1, '书店检查', 'SCJG', '', 'SC-01', '2026-07-01', '2026-09-30', 'open');"
    "INSERT INTO campaign (campaign, quarter, attempt, commitment, short_teams, rehearsal, max_visits,"
    " visits_per_day, change) VALUES"
    " ('2027Q1', '2027Q1', 1, '%064d', 0, 0, '', 2, 2), ('2026Q3', '2026Q3', 1, '%064d', 0, 0, '', 4, 2),"
    " ('2027Q2', '2027Q2', 1, '%064d', 0, 0, '', 4, 2), ('2026Q4', '2026Q4', 1, '%064d', 0, 0, '', 4, 2);"
    "INSERT INTO campaign_void (campaign, reason, approved_by, change) VALUES ('2026Q4', 'r', 'a', 2);"
    "INSERT INTO visit (campaign, visit, target, district, start, \"end\") VALUES"
    " ('2027Q1', 'T1-1', 'T1', '410702', '2027-01-04', '2027-02-26'),"
    " ('2027Q1', 'T2-1', 'T2', '410703', '2027-01-04', '2027-02-26'),"
    " ('2027Q1', 'T3-1', 'T3', '410702', '2027-01-04', '2027-01-31'),"
    " ('2027Q1', 'T4-1', 'T4', '410702', '2027-01-04', '2027-02-26'),"
    " ('2026Q3', 'T5-1', 'T5', '410702', '2026-07-01', '2026-09-30');"
    "INSERT INTO visit_drawing (campaign, visit, drawing) VALUES"
    " ('2027Q1', 'T1-1', 'P1'), ('2027Q1', 'T2-1', 'P2'), ('2027Q1', 'T3-1', 'P1'), ('2027Q1', 'T3-1', 'P3'),"
    " ('2027Q1', 'T4-1', 'P1'), ('2026Q3', 'T5-1', 'P4');"
    "INSERT INTO seat (campaign, visit, department, seat, inspector) VALUES"
    " ('2027Q1', 'T1-1', 'SCJG', 1, 'A1'), ('2027Q1', 'T1-1', 'SCJG', 2, 'A2'),"
    " ('2027Q1', 'T1-1', 'XF', 1, 'B1'), ('2027Q1', 'T1-1', 'XF', 2, 'B2'),"
    " ('2027Q1', 'T2-1', 'SCJG', 1, 'A1'), ('2027Q1', 'T2-1', 'SCJG', 2, 'A3'),"
    " ('2027Q1', 'T3-1', 'SCJG', 1, 'A2'), ('2027Q1', 'T3-1', 'SCJG', 2, 'A3'),"
    " ('2027Q1', 'T4-1', 'SCJG', 1, 'A1'), ('2027Q1', 'T4-1', 'SCJG', 2, NULL),"
    " ('2026Q3', 'T5-1', 'SCJG', 1, 'A1'), ('2026Q3', 'T5-1', 'SCJG', 2, 'A2');"
    "INSERT INTO campaign_draw (campaign, seed, change)"
    " VALUES ('2027Q1', '%064d', 3), ('2026Q3', '%064d', 3);"
    "COMMIT;";

void
drawn_store_run(ChaStore *store, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gboolean done = store_try(store, sql, &error);

    g_assert_no_error(error);
    g_assert_true(done);
}

ChaStore *
drawn_store_new(void)
{
    ChaStore *store = store_in_memory();
    g_autofree char *campaigns = g_strdup_printf(CAMPAIGNS, 1, 2, 3, 4, 5, 6);

    drawn_store_run(store, REGISTRY);
    drawn_store_run(store, campaigns);
    return store;
}

void
drawn_store_change(ChaStore *store, const char *action, const char *sql)
{
    g_autofree char *all =
        g_strdup_printf("BEGIN; INSERT INTO change (at, \"by\", action, subject)"
                        " VALUES ('2027-01-06T00:00:00Z', 'tester', '%s', 'x'); %s; COMMIT;",
                        action, sql);

    drawn_store_run(store, all);
}

char *
read_output(const char *folder, const char *path)
{
    g_autofree char *full = g_build_filename(folder, path, NULL);
    char *text = NULL;

    return g_file_get_contents(full, &text, NULL, NULL) ? text : NULL;
}
