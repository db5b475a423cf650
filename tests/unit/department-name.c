/* Which department of a list the names in published tables mean. */
#include "exchange/plan/department-name.h"

#include <string.h>

/* One city's list. */
static const char *const CITY[][2] = {
    {"SCJG", "新乡市市场监督管理局（新乡市知识产权局）"},
    {"FGW", "新乡市发展和改革委员会"},
    {"JY", "新乡市教育局"},
    {"KJ", "新乡市科学技术局"},
    {"GX", "新乡市工业和信息化局"},
    {"GA", "新乡市公安局"},
    {"MZ", "新乡市民政局"},
    {"SF", "新乡市司法局"},
    {"CZ", "新乡市财政局"},
    {"RS", "新乡市人力资源和社会保障局"},
    {"ZRZY", "新乡市自然资源和规划局"},
    {"STHJ", "新乡市生态环境局"},
    {"ZJ", "新乡市住房和城乡建设局"},
    {"CG", "新乡市城市管理局"},
    {"JT", "新乡市交通运输局"},
    {"SL", "新乡市水利局"},
    {"NY", "新乡市农业农村局"},
    {"SW", "新乡市商务局"},
    {"WGL", "新乡市文化广电和旅游局"},
    {"WJ", "新乡市卫生健康委员会"},
    {"YJ", "新乡市应急管理局"},
    {"TJJ", "新乡市统计局"},
    {"YB", "新乡市医疗保障局"},
    {"TY", "新乡市体育局"},
    {"JR", "新乡市地方金融管理局"},
    {"LS", "新乡市粮食和物资储备局"},
    {"XF", "新乡市消防救援支队"},
    {"SWJ", "国家税务总局新乡市税务局"},
    {"QX", "新乡市气象局"},
    {"HG", "新乡海关"},
    {"YC", "新乡市烟草专卖局"},
    {"YZ", "新乡市邮政管理局"},
    {"LY", "新乡市林业局"},
    {"RF", "新乡市国防动员办公室（人防）"},
    {"GJJ", "新乡市住房公积金中心"},
    {"XC", "中共新乡市委宣传部（新闻出版局）"},
    {"YJJ", "河南省药品监督管理局新乡分局"},
    {"SP", "新乡市行政审批和政务信息管理局"},
    {"ZS", "新乡市种子协会"},
};

typedef struct {
    const char *code;  /* "" unknown, "*" several */
    const char *names; /* joined with ' ' */
} Case;

static const Case SURE[] = {
    {"SCJG",
     "市场监管局 市市场监管局 市场监督管理部门 新乡市市场监督管理局 市场监管部门 市场监督管理局 市监局 "
     "市市监局 "
     "市场监管 市场监管机关 新乡市市场监管局 新乡市场监管局 "
     "河南省新乡市市场监督管理局 市场监督管理局（知识产权局） 知识产权局 市知识产权部门 市场监督管理主管部门 "
     "市级市场监管部门 本市市场监管部门 市场监管综合执法支队 市场监管局（牵头） "
     "市场监督部门 市场监管执法支队"},
    {"FGW",
     "发改委 市发改委 发展改革委 发展和改革委员会 发展改革部门 市发展改革委 发改部门 发改局 发展和改革局 "
     "发展和改革部门 新乡市发改委"},
    {"JY", "教育局 市教育局 教育部门 教育行政部门 教育 教育主管部门 教育行政主管部门 市教委"},
    {"KJ", "科技局 科学技术局 科技部门 市科技局 科学技术部门"},
    {"GX", "工信局 工业和信息化局 经信局 市工信局 工业和信息化部门 经济和信息化局 经信委 工信部门"},
    {"GA", "公安局 市公安局 公安部门 公安机关 公安 公安交警部门 交警支队 市公安局交警支队 公安交通管理部门 "
           "市公安局治安支队"},
    {"MZ", "民政局 民政部门 市民政局"},
    {"SF", "司法局 司法行政部门 司法部门 市司法局"},
    {"CZ", "财政局 财政部门 市财政局"},
    {"RS", "人社局 人力资源和社会保障局 人力资源和社会保障 人力资源社会保障部门 人社部门 市人社局 "
           "人力资源社会保障局 人力资源与社会保障局 人力社保局"},
    {"ZRZY", "自然资源局 自然资源和规划局 市自然资源和规划局 自然资源部门 资规局 规划局 自规局 "
             "自然资源主管部门 规划和自然资源局"},
    {"STHJ", "生态环境局 生态环境部门 市生态环境局 生态环境局卫滨分局"},
    {"ZJ",
     "住建局 住房和城乡建设局 住建部门 住房城乡建设部门 城乡建设 市住建局 住房和城乡建设部门 建设局 住建委 "
     "城乡建设局 住房和城乡建设委员会"},
    {"CG", "城管局 城管执法局 城市管理局 城管部门 城市管理执法局 市城管局 综合行政执法局 城市管理综合执法局 "
           "城市管理和综合执法局 城管委 城市管理部门 城市管理行政执法局 市城市管理综合执法支队"},
    {"JT", "交通局 交通运输局 交通运输部门 市交通运输局 道路运输管理局 交通部门 交通运输综合行政执法支队"},
    {"SL", "水利局 水务局 水利部门 水行政主管部门 市水务局"},
    {"NY", "农业农村局 农业局 农委 农业农村部门 市农业农村局 畜牧局 农业农村委员会 农牧局 农业部门"},
    {"SW", "商务局 商务部门 市商务局 商务委 商务主管部门"},
    {"WGL",
     "文旅局 文化和旅游局 文化和旅游部门 旅游文化部门 文广旅局 文化局 旅游局 市文旅局 文化广电旅游局 广电局 "
     "文物局 文化市场综合行政执法支队 文化旅游部门 文化和旅游主管部门 旅游部门"},
    {"WJ", "卫健委 卫健局 卫生健康委 卫生健康局 卫生健康部门 市卫健委 卫生局 卫生监督所 "
           "卫生健康委员会 卫生部门 "
           "疾控局 卫生健康"},
    {"YJ", "应急局 应急管理局 应急管理部门 市应急局 应急部门"},
    {"TJJ", "统计局 统计部门 市统计局"},
    {"YB", "医保局 医疗保障局 医疗保障部门 市医保局 医保部门"},
    {"TY", "体育局 体育部门 市体育局"},
    {"JR", "金融局 金融办 地方金融监管局 金融工作局 金融工作办公室 地方金融监督管理局"},
    {"LS", "粮食局 粮食和物资储备局 粮储局 粮食部门 市粮食局 粮食和物资储备部门"},
    {"XF",
     "消防救援支队 消防支队 消防救援机构 消防部门 消防救援大队 消防 消防救援部门 市消防救援支队 消防大队"},
    {"SWJ", "税务局 税务部门 市税务局 国家税务总局新乡市税务局 税务机关 税务"},
    {"QX", "气象局 气象部门 市气象局 气象主管机构"},
    {"HG", "海关 新乡海关 海关部门"},
    {"YC", "烟草专卖局 市烟草专卖局 烟草局 烟草专卖部门 烟草专卖行政主管部门 烟草部门"},
    {"YZ", "邮政管理局 市邮政管理局 邮管局 邮政管理部门 邮政部门"},
    {"LY", "林业局 林草局 林业和草原局 林业部门 市林业局 林业主管部门"},
    {"RF", "人防办 人民防空办公室 国防动员办公室 人防部门 市人防办 国动办"},
    {"GJJ", "公积金中心 住房公积金管理中心 住房公积金中心 公积金管理部门"},
    {"XC", "宣传部 市委宣传部 新闻出版局 新闻出版部门 版权局 宣传部门"},
    {"YJJ", "药监局 药品监管局 药品监督管理部门 省药监局新乡分局 药品监督管理局"},
    {"SP", "行政审批局 行政审批部门 市审批服务管理局"},
    {"ZS", "种子协会 市种子协会"},
};

/* What they were called before. */
static const Case FORMER[] = {
    {"SCJG", "市工商局 工商行政管理局 质监局 市质量技术监督局 新乡市工商行政管理局"},
    {"RS", "劳动保障监察支队 劳动监察部门 劳动局"},
    {"ZRZY", "国土局 国土资源局"},
    {"STHJ", "环保局 环境保护局 市环保局 环保部门"},
    {"WGL", "文广新局 旅游发展委员会"},
    {"WJ", "卫计委 卫生和计划生育委员会"},
    {"YJ", "安监局 安全生产监督管理局"},
    {"SWJ", "国税局 地税局 国家税务局"},
};

static const Case NOT_SURE[] = {
    {"", "公证协会 供销社 市场 监管 局 市 县 档案局 红十字会 法院 相亲部门 农业和教育局 市场监管局教育局"},
};

/* What was found otherwise than expected, line by line. */
static void
note(GString *wrong, const char *text, NameVerdict verdict, const char *code)
{
    g_string_append_printf(wrong, "%s: %d %s\n", text, verdict, code != NULL ? code : "");
}

static DepartmentNames *
names_of(const char *const departments[][2], gsize n)
{
    DepartmentNames *names = department_names_new();

    for (gsize i = 0; i < n; i++)
        department_names_add(names, departments[i][0], departments[i][1]);
    return names;
}

/* The number of names there are in @cases. */
static guint
assert_found(const Case *cases, gsize n_cases, NameVerdict expected)
{
    g_autoptr(DepartmentNames) names = names_of(CITY, G_N_ELEMENTS(CITY));
    g_autoptr(GString) wrong = g_string_new(NULL);
    guint n_names = 0;

    for (gsize i = 0; i < n_cases; i++) {
        g_auto(GStrv) texts = g_strsplit(cases[i].names, " ", -1);

        for (gsize k = 0; texts[k] != NULL; k++) {
            const char *code = NULL;
            NameVerdict verdict = department_names_find(names, texts[k], &code);

            n_names++;
            if (verdict != expected || g_strcmp0(code, cases[i].code) != 0)
                note(wrong, texts[k], verdict, code);
        }
    }
    g_assert_cmpstr(wrong->str, ==, "");
    return n_names;
}

static void
test_one_city(void)
{
    g_assert_cmpuint(assert_found(SURE, G_N_ELEMENTS(SURE), NAME_SURE), >, 180);
}

static void
test_former_names(void)
{
    g_assert_cmpuint(assert_found(FORMER, G_N_ELEMENTS(FORMER), NAME_FORMER), >, 20);
}

static void
test_unknown(void)
{
    g_autoptr(DepartmentNames) names = names_of(CITY, G_N_ELEMENTS(CITY));
    g_autoptr(GString) wrong = g_string_new(NULL);
    g_auto(GStrv) texts = g_strsplit(NOT_SURE[0].names, " ", -1);

    for (gsize k = 0; texts[k] != NULL; k++) {
        const char *code = NULL;
        NameVerdict verdict = department_names_find(names, texts[k], &code);

        if (verdict != NAME_UNKNOWN)
            note(wrong, texts[k], verdict, code);
    }
    g_assert_cmpstr(wrong->str, ==, "");
}

typedef struct {
    const char *text;
    NameVerdict verdict;
    const char *code;
} Verdict;

static const char *const LEVELS[][2] = {
    {"S", "河南省市场监督管理局"}, {"C", "新乡市市场监督管理局"}, {"H", "新乡市红旗区市场监督管理局"},
    {"W", "卫滨区市场监督管理局"}, {"X", "新乡县市场监督管理局"}, {"H-JY", "红旗区教育局"},
    {"W-JY", "卫滨区教育体育局"},
};

static const Verdict VERDICTS[] = {
    {"省市场监管局", NAME_SURE, "S"},
    {"市市场监管局", NAME_SURE, "C"},
    {"红旗区市场监管局", NAME_SURE, "H"},
    {"卫滨区市监局", NAME_SURE, "W"},
    {"新乡市卫滨区市场监管局", NAME_SURE, "W"},
    {"县市场监管局", NAME_SURE, "X"},
    {"新乡县市场监督管理局", NAME_SURE, "X"},
    {"河南省市场监督管理局", NAME_SURE, "S"},
    {"市场监管部门", NAME_UPPER_LEVEL, "S"},
    {"区市场监管局", NAME_SEVERAL, NULL},
    {"各县区市场监管局", NAME_SEVERAL, NULL},
    {"武汉市教育局", NAME_OTHER_REGION, "H-JY"},
    {"红旗区教育局", NAME_SURE, "H-JY"},
    {"红旗教育局", NAME_SURE, "H-JY"},
    {"体育局", NAME_SURE, "W-JY"},
    {"牧野教育局", NAME_OTHER_REGION, "H-JY"},
};

static void
test_levels(void)
{
    g_autoptr(DepartmentNames) names = names_of(LEVELS, G_N_ELEMENTS(LEVELS));
    g_autoptr(GString) wrong = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(VERDICTS); i++) {
        const char *code = NULL;
        NameVerdict verdict = department_names_find(names, VERDICTS[i].text, &code);

        if (verdict != VERDICTS[i].verdict || (VERDICTS[i].code != NULL && g_strcmp0(code, VERDICTS[i].code)))
            note(wrong, VERDICTS[i].text, verdict, code);
    }
    g_assert_cmpstr(wrong->str, ==, "");
}

static const char *const PLAIN[][2] = {
    {"01", "市场监管局"},
    {"02", "文旅体局"},
    {"03", "公安局"},
    {"04", "自然资源局"},
    {"05", "黄石市科技和工业信息化局"},
    {"06", "食品药品监督管理局"},
};

static const Verdict PLAIN_VERDICTS[] = {
    {"黄石市市场监督管理局", NAME_SEVERAL, NULL},
    {"黄石市公安局", NAME_SURE, "03"},
    {"公安局（治安大队）", NAME_SURE, "03"},
    {"公安局（含派出所）", NAME_WITH_MORE, "03"},
    {"公安局（牵头）", NAME_SURE, "03"},
    {"公安分局", NAME_SURE, "03"},
    {"无锡公安局", NAME_GUESSED, "03"},
    {"黄石公安局", NAME_SURE, "03"},
    {"旅游局", NAME_SURE, "02"},
    {"体育局", NAME_SURE, "02"},
    {"科技局", NAME_SURE, "05"},
    {"武汉市科技局", NAME_OTHER_REGION, "05"},
    {"自然资源和规划局", NAME_SURE, "04"},
};

static void
test_plain_names(void)
{
    g_autoptr(DepartmentNames) names = names_of(PLAIN, G_N_ELEMENTS(PLAIN));
    g_autoptr(GString) wrong = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(PLAIN_VERDICTS); i++) {
        const char *code = NULL;
        NameVerdict verdict = department_names_find(names, PLAIN_VERDICTS[i].text, &code);

        if (verdict != PLAIN_VERDICTS[i].verdict ||
            (PLAIN_VERDICTS[i].code != NULL && g_strcmp0(code, PLAIN_VERDICTS[i].code)))
            note(wrong, PLAIN_VERDICTS[i].text, verdict, code);
    }
    g_assert_cmpstr(wrong->str, ==, "");
}

static void
test_candidates(void)
{
    g_autoptr(DepartmentNames) names = names_of(LEVELS, G_N_ELEMENTS(LEVELS));
    g_autofree char *education = department_names_candidates(names, "武汉市教育局");
    g_autofree char *none = department_names_candidates(names, "档案局");

    g_assert_cmpstr(education, ==, "红旗区教育局 (H-JY), 卫滨区教育体育局 (W-JY)");
    g_assert_null(none);
}

static void
test_anyone_and_nobody(void)
{
    g_autoptr(DepartmentNames) names = department_names_new();
    const DepartmentWords *words = department_names_words(names);

    g_assert_true(department_words_mean_anyone(words, "市场监管领域相关部门"));
    g_assert_true(department_words_mean_anyone(words, "各相关部门"));
    g_assert_true(department_words_mean_anyone(words, "*"));
    g_assert_false(department_words_mean_anyone(words, "市场监管部门"));
    g_assert_true(department_words_mean_nobody(words, "无"));
    g_assert_true(department_words_mean_nobody(words, "—"));
    g_assert_false(department_words_mean_nobody(words, "无锡市公安局"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/department-name/one-city", test_one_city);
    g_test_add_func("/department-name/former-names", test_former_names);
    g_test_add_func("/department-name/unknown", test_unknown);
    g_test_add_func("/department-name/levels", test_levels);
    g_test_add_func("/department-name/plain-names", test_plain_names);
    g_test_add_func("/department-name/candidates", test_candidates);
    g_test_add_func("/department-name/anyone-and-nobody", test_anyone_and_nobody);
    return g_test_run();
}
