/* Tables of every kind, from bytes to records and issues. */
#include "exchange/record/record-reader.h"

#include <string.h>

typedef struct {
    const char *name;
    ChaKind kind;
    gint year;
    gboolean add_items;
    const char *table;
    /* Line by line: good rows as NUMBER:TEXT|TEXT… of the columns there are,
     * then issues as !ROW TITLE VALUE: RULE (notes with ? in front). */
    const char *expected;
} Case;

#define CODE_1 "91410702MA9X0K1T16"
#define CODE_2 "91410711MA44Q7DL3Y"

static const Case CASES[] = {
    {"departments", CHA_KIND_DEPARTMENTS, 0, FALSE,
     "部门编码,部门名称,exempt\nSCJG,市场监管局（知识产权局）,否\nＪＹ,教育局,yes\nXF,消防,\n",
     "2:SCJG|市场监管局（知识产权局）|no\n3:JY|教育局|yes\n4:XF|消防|\n"},
    {"titles-above", CHA_KIND_DEPARTMENTS, 0, FALSE,
     "2027年度部门名录,,\n\n制表：新乡市,,\n,,\n序号,部门 "
     "编码,名称（全称）\n1,SCJG,市场监管局\n,,\n2,JY,教育局\n",
     "6:SCJG|市场监管局\n8:JY|教育局\n?5 序号: \"departments\" has no such column; it is left out\n"
     "?5 名称（全称）: understood as \"name\"\n"},
    {"exact-title-wins", CHA_KIND_TARGETS, 0, FALSE,
     "注册号,统一社会信用代码,名称（简称）,企业名称,district,所属行业,行业类别\n1,T1,甲,甲公司,410702,F,G\n",
     "2:T1|甲公司|410702|F\n"
     "?1 注册号: left out: another title means \"target\" as well, and more exactly or before it\n"
     "?1 名称（简称）: left out: another title means \"name\" as well, and more exactly or before it\n"
     "?1 所属行业: understood as \"industry\"\n"
     "?1 行业类别: left out: another title means \"industry\" as well, and more exactly or before it\n"
     "?2 统一社会信用代码 T1: not a unified social credit code\n"},
    {"loose-keys-twice", CHA_KIND_TARGETS, 0, FALSE, "注册号,营业执照号,名称,district\n",
     "?1 注册号: understood as \"target\"\n?1 营业执照号: understood as \"target\"\n"
     "!1 营业执照号: means the same as column \"注册号\"\n"},
    {"semicolons", CHA_KIND_DEPARTMENTS, 0, FALSE, "a,b\ndepartment;name\nSCJG;市场,监管\n",
     "3:SCJG|市场,监管\n"},
    {"tabs", CHA_KIND_DEPARTMENTS, 0, FALSE, "name\tdepartment\n市场;监管\tSCJG\n", "2:SCJG|市场;监管\n"},
    {"line-ends-in-quotes", CHA_KIND_DEPARTMENTS, 0, FALSE,
     "department,name\nSCJG,\"市场\r\n监管局\"\n\nJY,\n",
     "2:SCJG|市场 监管局\n!4 name: a required cell is blank\n"},
    {"twice", CHA_KIND_TARGETS, 0, FALSE, "target,名称,企业名称,district\n",
     "!1 企业名称: means the same as column \"名称\"\n"},
    {"no-key", CHA_KIND_TARGETS, 0, FALSE, "名称,district\nx,410702\n",
     "!1: column \"target\" (统一社会信用代码) is missing; there is \"名称\", \"district\"\n"},
    {"no-header", CHA_KIND_TARGETS, 0, FALSE, "a,b\nc,d\n",
     "!0: none of the first 2 rows names a column of \"targets\"\n"},
    {"nothing", CHA_KIND_TARGETS, 0, FALSE, "\n,,\n", "!0: the file is empty\n"},
    {"more-cells", CHA_KIND_DEPARTMENTS, 0, FALSE, "department,name\nSCJG,a,b\nJY,教育局,\nXF\n",
     "3:JY|教育局\n!2: the row has more cells than the header\n!4 name: a required cell is blank\n"},
    {"stray-quote", CHA_KIND_DEPARTMENTS, 0, FALSE, "department,name\nSCJG,\"a\"b\n",
     "!2: text stands behind a closing quote\n"},
    {"open-quote", CHA_KIND_DEPARTMENTS, 0, FALSE, "department,name\nSCJG,a\nJY,\"b\n",
     "2:SCJG|a\n!0: row 3: a quote is opened and never closed\n"},
    {"identifiers", CHA_KIND_DEPARTMENTS, 0, FALSE,
     "department,name\na/b,x\n9.14107E+17,x\n a ,x\n.a,x\na　b,x\n",
     "4:a|x\n6:a b|x\n!2 department a/b: not an identifier\n"
     "!3 department 9.14107E+17: stored as a number, its last digits are lost\n"
     "!5 department .a: not an identifier\n"},
    {"control-characters", CHA_KIND_DEPARTMENTS, 0, FALSE, "department,name\nA,x\x07y\nB,\" x\ty\n\nz \"\n",
     "3:B|x y z\n!2 name x\x07y: a control character is in the text\n"},

    {"targets", CHA_KIND_TARGETS, 0, FALSE,
     "统一社会信用代码,企业名称,行政区划代码,信用风险等级,登记状态,经度,纬度,接受联合检查\n" CODE_1
     ",甲（有限）,410702,a,存续,113.88,35.2,是\n" CODE_2 ",乙,４１０７１１,,吊销,,,\n",
     "2:" CODE_1 "|甲（有限）|410702|A|active|113.88|35.2|yes\n3:" CODE_2 "|乙|410711||ended|||\n"},
    {"credit-codes", CHA_KIND_TARGETS, 0, FALSE,
     "target,name,district\n91410702ma9x0k1t16,a,410702\n9141 0711 MA44 Q7DL 3Y,a,410702\n"
     "９１４１０７００７７０８５３１２２Ｋ,a,410702\n91410702MA9X0K1T10,a,410702\n91410702MA9I0K1T16,a,"
     "410702\n"
     "914107020000010000,a,410702\n9.14107E+17,a,410702\n410702000012345,a,410702\n410702000012346,a,410702\n"
     "学校01,a,410702\n",
     "2:" CODE_1 "|a|410702\n3:" CODE_2 "|a|410702\n4:91410700770853122K|a|410702\n"
     "9:410702000012345|a|410702\n10:410702000012346|a|410702\n11:学校01|a|410702\n"
     "!5 target 91410702MA9X0K1T10: the credit code's check character does not fit: a character is wrong, or "
     "two "
     "are exchanged\n"
     "!6 target 91410702MA9I0K1T16: a credit code has no letter I, O, S, V or Z\n"
     "!7 target 914107020000010000: stored as a number, its last digits are lost\n"
     "!8 target 9.14107E+17: stored as a number, its last digits are lost\n"
     "?9 target 410702000012345: an older registration number of 15 digits (2 rows like this)\n"
     "?11 target 学校01: not a unified social credit code\n"},
    {"choices", CHA_KIND_TARGETS, 0, FALSE,
     "target,name,district,risk,status,joint\n" CODE_1 ",a,410702,E,倒闭,也许\n" CODE_2
     ",a,410702,Ｄ级,迁出,NO\n",
     "3:" CODE_2 "|a|410702|D|ended|no\n!2 risk E: none of the words that this column takes\n"
     "!2 status 倒闭: none of the words that this column takes\n"
     "!2 joint 也许: none of the words that this column takes\n"},
    {"places", CHA_KIND_TARGETS, 0, FALSE,
     "target,name,district,longitude,latitude\n" CODE_1 ",a,41070,35.3,113.9\n" CODE_2
     ",a,410702,13.4,52.5\n",
     "3:" CODE_2 "|a|410702|13.4|52.5\n!2 district 41070: not a district of six digits\n"
     "?2 longitude 35.3: a place outside China (2 rows like this)\n"
     "!2 latitude 113.9: there is no such place on Earth\n"},
    {"object-types", CHA_KIND_TARGETS, 0, FALSE,
     "target,name,district,对象类型\n" CODE_1 ",a,410702,学校；企业\n" CODE_2 ",a,410702,宾馆、旅店\n"
     "91410700770853122K,a,410702,学校、企业\n1241070041907536XE,a,410702,学校、矿山；企业\n",
     "2:" CODE_1 "|a|410702|企业;学校\n3:" CODE_2 "|a|410702|宾馆、旅店\n"
     "4:91410700770853122K|a|410702|企业;学校\n5:1241070041907536XE|a|410702|企业;学校、矿山\n"
     "?5 对象类型 学校、矿山；企业: no item has the object type \"学校、矿山\"\n"},

    {"items", CHA_KIND_ITEMS, 0, FALSE,
     "item,name,部门,事项类别,检查对象类型,人员资格,market\nA-1,消防检查,教育局,重点,学校;企业;学校,"
     "食品；特种 设备,是\n"
     "A-2,卫生检查,教育厅,,,a/b,\n",
     "2:A-1|消防检查|JY|key|企业;学校|特种 设备;食品|yes\n!3 部门 教育厅: no such department\n"
     "!3 人员资格 a/b: \"a/b\" cannot be a term of a list\n"},
    {"joint-items", CHA_KIND_JOINT_ITEMS, 0, FALSE,
     "抽查领域,抽查事项,发起部门,配合部门\n学校抽查,\"1.招生检查\n2.消防检查\",教育局,市场监管领域相关部门\n"
     "学校抽查,JY-1,JY、消防支队,*\n学校,JY-1,JY;教育局,SCJG;市场监管领域相关部门\n学校,消防检查,SCJG,XF;"
     "GA\n",
     "2:学校抽查|JY-1;JY-2|JY|*\n3:学校抽查|JY-1|JY;XF|*\n4:学校|JY-1|JY|*\n"
     "!5 抽查事项 消防检查: several bear the name \"消防检查\"\n!5 配合部门 XF;GA: \"GA\" is no department "
     "of the list\n"},
    {"inspectors", CHA_KIND_INSPECTORS, 0, FALSE,
     "执法证号,姓名,部门编码,管辖区划,证件有效期至,状态\nHN01,张三,JY,410702；410711;410702,2027年3月20日,"
     "在岗\n"
     "HN02,李四,教育局,,20270320,退休\nHN03,王五,JY,410702;红旗区,2027-02-29,\n",
     "2:HN01|张三|JY|410702;410711|2027-03-20|active\n3:HN02|李四|JY||2027-03-20|ended\n"
     "!4 管辖区划 410702;红旗区: \"红旗区\" is not a district of six digits\n"
     "!4 证件有效期至 2027-02-29: not a day\n"},
    {"recusals", CHA_KIND_RECUSALS, 0, FALSE,
     "inspector,target,reason\nHN01,91410702ma9x0k1t16,配偶（任职）\nHN01,注册1,\n",
     "2:HN01|" CODE_1 "|配偶（任职）\n3:HN01|注册1|\n"},
    {"holidays", CHA_KIND_HOLIDAYS, 0, FALSE, "日期,类型,名称\n2027/1/1,休,元旦\n2027/1/2,班,\n",
     "2:2027-01-01|holiday|元旦\n3:2027-01-02|workday|\n"},

    {"plans", CHA_KIND_PLANS, 0, FALSE,
     "抽查计划编号,任务 名称,抽查对象,发起 部门,参与 部门,抽查 比例 (数量),起止时间,抽查事项\n"
     "001,学校检查,学校,教育局,消防支队、市场监管局（知识产权局）,10% (20户),2026年2月24日 -2026年11月30日,"
     "\"1、招生检查\n2、消防检查\"\n"
     "002,企业,全部,SCJG,JY,≥5%,3月-11月,消防检查\n",
     "2:001|学校检查|JY|SCJG;XF|JY-1;JY-2|学校|10% (20户)|2026-02-24|2026-11-30\n"
     "?1 抽查 比例 (数量): understood as \"sample\"\n!3 起止时间 3月-11月: the year is missing\n"},
    {"plans-with-year", CHA_KIND_PLANS, 2026, FALSE,
     "plan,title,initiator,items,sample,start,end,times,campaigns,stratify,team,reserve,cap,merge,tickets,"
     "disclosure\n"
     "P1,a,JY,JY-1,5%,3月,11月,2次/年,2026年一季度、2026Q1,区划,3人,20,2,否,own,告知\n"
     "P 2,a,JY,JY-1,?,2026,11月31日,0,2026Q5,无,x,20.5%,none,,,秘密\n",
     "2:P1|a|JY|JY-1|5%|2026-03-01|2026-11-30|2|2026Q1;2026Q1|district|3|20%|2|no|own|notice\n"
     "!3 plan P 2: a plan's name holds no blanks\n!3 sample ?: not a ratio or a number of targets: it names "
     "neither a ratio nor a number\n!3 start 2026: not a day: it does not say when\n"
     "!3 end 11月31日: not a day: there is no such day\n!3 times 0: not a whole number of at least 1\n"
     "!3 campaigns 2026Q5: \"2026Q5\" is not a quarter\n!3 team x: not a whole number from 1 to 1000\n"
     "!3 reserve 20.5%: not a whole percentage from 0% to 100%\n"
     "!3 disclosure 秘密: none of the words that this column takes\n"},
    {"plans-sample-and-times", CHA_KIND_PLANS, 0, FALSE,
     "plan,title,initiator,items,抽查比例及频次,start,end\nP1,a,JY,JY-1,3%;2次/年,2026-01-01,2026-12-31\n"
     "P2,a,JY,JY-1,A 1%; D 5%，1次/年,2026-01-01,2026-12-31\nP3,a,JY,JY-1,1次/年,2026-01-01,2026-12-31\n",
     "2:P1|a|JY|JY-1|3%|2026-01-01|2026-12-31|2\n3:P2|a|JY|JY-1|A 1%; D 5%|2026-01-01|2026-12-31|1\n"
     "!4 抽查比例及频次: a required cell is blank\n"},
    {"plans-two-periods", CHA_KIND_PLANS, 0, FALSE, "plan,title,start,起止时间\n",
     "!1: columns \"起止时间\" and \"start\" mean the same\n"},
    {"plans-unknown-item", CHA_KIND_PLANS, 0, FALSE,
     "plan,title,initiator,items,sample,start,end\nP1,a,JY,学校招生检查;JY-1,5%,2026-01-01,2026-12-31\n",
     "!2 items 学校招生检查;JY-1: \"学校招生检查\" is no item of the list\n"},
    {"plans-add-items", CHA_KIND_PLANS, 0, TRUE,
     "plan,title,initiator,items,sample,start,end\nP1,a,JY,学校招生检查;JY-1,5%,2026-01-01,2026-12-31\n"
     "P2,a,JY,3.学校招生检查,5%,2026-01-01,2026-12-31\nP3,a,GA,学校用车检查,5%,2026-01-01,2026-12-31\n",
     "2:P1|a|JY|JY-1;JY-df0423de|5%|2026-01-01|2026-12-31\n3:P2|a|JY|JY-df0423de|5%|2026-01-01|2026-12-31\n"
     "?2 items 学校招生检查;JY-1: \"学校招生检查\" is added to the items as JY-df0423de\n"
     "!4 initiator GA: no such department\n!4 items 学校用车检查: \"学校用车检查\" is no item of the list\n"},

    {"results", CHA_KIND_RESULTS, 0, FALSE,
     "campaign,visit,department,date,codes,follow_up\n2027q1," CODE_1 "-1,JY,2027-01-05,未发现问题,\n"
     "2027Q1.2," CODE_1 "-12,JY,2027-01-05,\"公示信息隐瞒真实情况、弄虚作假；zj2017：a\",责令改正\n"
     "2027," CODE_1 ",JY,,没有问题、正常,\n2027Q1,A-1,JY,2027-01-05,正常、ZJ2017:A,\n",
     "2:2027Q1|" CODE_1 "-1|JY|2027-01-05|未发现问题|\n"
     "3:2027Q1.2|" CODE_1 "-12|JY|2027-01-05|ZJ2017:A;公示信息隐瞒真实情况、弄虚作假|责令改正\n"
     "5:2027Q1|A-1|JY|2027-01-05|ZJ2017:A;正常|\n"
     "!4 campaign 2027: not the name of a campaign\n!4 visit " CODE_1 ": not the name of a visit\n"
     "!4 date: a required cell is blank\n!4 codes 没有问题、正常: \"没有问题\" is no known result\n"},
};

static KnownLists *
fixture(void)
{
    KnownLists *lists = known_lists_new();

    known_lists_add_department(lists, "SCJG", "市场监管局（知识产权局）");
    known_lists_add_department(lists, "JY", "教育局");
    known_lists_add_department(lists, "XF", "消防支队");
    known_lists_add_item(lists, "JY-1", "招生检查", "JY", "学校");
    known_lists_add_item(lists, "JY-2", "消防检查", "JY", "企业");
    known_lists_add_item(lists, "GA-2", "消防检查", "GA", "宾馆、旅店");
    known_lists_add_item(lists, "XF-3", "消防检查", "XC", "");
    return lists;
}

static void
append_row(GString *text, const Kind *kind, guint64 number, const char *const *texts)
{
    const char *separator = "";

    g_string_append_printf(text, "%" G_GUINT64_FORMAT ":", number);
    for (guint c = 0; c < kind->n_columns; c++) {
        if (texts[c] == NULL)
            continue;
        g_string_append_printf(text, "%s%s", separator, texts[c]);
        separator = "|";
    }
    g_string_append_c(text, '\n');
}

static void
append_issues(GString *text, IssueLog *log)
{
    g_autoptr(GPtrArray) issues = issue_log_steal(log);

    for (guint i = 0; i < issues->len; i++) {
        const ChaIssue *issue = g_ptr_array_index(issues, i);

        g_string_append_printf(text, "%c%" G_GUINT64_FORMAT,
                               issue->severity == CHA_SEVERITY_ERROR ? '!' : '?', issue->row);
        if (issue->column != NULL)
            g_string_append_printf(text, " %s", issue->column);
        if (issue->value != NULL && *issue->value != '\0')
            g_string_append_printf(text, " %s", issue->value);
        g_string_append_printf(text, ": %s\n", issue->rule);
    }
}

static ImportTable *
open_table(const Case *wanted, const ColumnNames *names, IssueLog *log)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(wanted->table, strlen(wanted->table));
    g_autoptr(GError) error = NULL;
    Decoder *decoder = decoder_new(bytes, &error);

    g_assert_no_error(error);
    return import_table_new(names, kind_get(wanted->kind), decoder, "table.csv", 0, log);
}

static void
test_case(gconstpointer data)
{
    const Case *wanted = data;
    const Kind *kind = kind_get(wanted->kind);
    g_autoptr(KnownLists) lists = fixture();
    g_autoptr(IssueLog) log = issue_log_new();
    g_autoptr(ColumnNames) names = column_names_new(kind);
    g_autoptr(ImportTable) table = open_table(wanted, names, log);
    RecordReaderSetup setup = {
        .kind = kind, .lists = lists, .log = log, .year = wanted->year, .add_items = wanted->add_items};
    g_autoptr(RecordReader) reader = record_reader_new(&setup);
    g_autoptr(GString) found = g_string_new(NULL);
    const char *texts[KIND_MAX_COLUMNS];
    const ImportRow *row = NULL;

    record_reader_set_table(reader, table);
    while (table != NULL && import_table_next(table, &row) && row != NULL) {
        guint64 n_errors = issue_log_errors(log);
        gboolean is_right = record_reader_read(reader, row, texts);

        g_assert_true(is_right == (issue_log_errors(log) == n_errors));
        if (is_right)
            append_row(found, kind, row->number, texts);
    }
    append_issues(found, log);
    g_assert_cmpstr(found->str, ==, wanted->expected);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = g_strconcat("/record-reader/", CASES[i].name, NULL);

        g_test_add_data_func(path, &CASES[i], test_case);
    }
    return g_test_run();
}
