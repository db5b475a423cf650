/* Phrases about ratios, numbers and frequencies, and what they are taken as. */
#include "exchange/plan/plan-phrase.h"

#include <string.h>

typedef struct {
    const char *text;
    const char *read; /* canonical; NULL: unreadable */
    PhraseReason reason;
} Case;

static const Case CASES[] = {
    /* What choucha itself writes. */
    {"5%", "5%", PHRASE_PLAIN},
    {"≥5%", "≥5%", PHRASE_PLAIN},
    {"≤10%", "≤10%", PHRASE_PLAIN},
    {"20户", "20户", PHRASE_PLAIN},
    {"20", "20", PHRASE_PLAIN},
    {"10% (20户)", "10% (20户)", PHRASE_PLAIN},
    {"A 1%; B 2%; C 10%; D 30%", "A 1%; B 2%; C 10%; D 30%", PHRASE_PLAIN},
    {"3%; 2次/年", "3%; 2次/年", PHRASE_PLAIN},
    {"A 1%; D ≥30% (5户); 2次/年", "A 1%; D ≥30% (5户); 2次/年", PHRASE_PLAIN},
    /* Ratios. */
    {"5％", "5%", PHRASE_PLAIN},
    {"５％", "5%", PHRASE_PLAIN},
    {" 5 % ", "5%", PHRASE_PLAIN},
    {"0.5%", "0.5%", PHRASE_PLAIN},
    {"百分之五", "5%", PHRASE_PLAIN},
    {"百分之十五", "15%", PHRASE_PLAIN},
    {"百分之二十", "20%", PHRASE_PLAIN},
    {"百分之零点五", "0.5%", PHRASE_PLAIN},
    {"百分之一百", "100%", PHRASE_PLAIN},
    {"百分之5", "5%", PHRASE_PLAIN},
    {"千分之三", "0.3%", PHRASE_PLAIN},
    {"5‰", "0.5%", PHRASE_PLAIN},
    {"1/4", "25%", PHRASE_PLAIN},
    {"四分之一", "25%", PHRASE_PLAIN},
    {"十分之一", "10%", PHRASE_PLAIN},
    {"1/3", "33.3333%", PHRASE_FRACTION},
    {"三分之一", "33.3333%", PHRASE_FRACTION},
    {"三分之二", "66.6666%", PHRASE_FRACTION},
    {"一成", "10%", PHRASE_PLAIN},
    {"3成", "30%", PHRASE_PLAIN},
    {"一半", "50%", PHRASE_PLAIN},
    {"抽查比例5%", "5%", PHRASE_PLAIN},
    {"抽查比例：5%", "5%", PHRASE_PLAIN},
    {"按5%的比例抽取", "5%", PHRASE_PLAIN},
    {"按照5%比例随机抽查", "5%", PHRASE_PLAIN},
    {"企业总数的5%", "5%", PHRASE_PLAIN},
    {"5%。", "5%", PHRASE_PLAIN},
    {"10%/年", "10%", PHRASE_PLAIN},
    {"每年5%", "5%", PHRASE_PLAIN},
    {"全年抽查比例不低于5%", "≥5%", PHRASE_PLAIN},
    {"100%", "100%", PHRASE_PLAIN},
    {"全覆盖", "100%", PHRASE_PLAIN},
    {"全部", "100%", PHRASE_PLAIN},
    {"全部抽查", "100%", PHRASE_PLAIN},
    {"100%全覆盖", "100%", PHRASE_PLAIN},
    {"全覆盖（100%）", "100%", PHRASE_PLAIN},
    {"全覆盖，100%", "100%", PHRASE_PLAIN},
    {"0.05", "5%", PHRASE_DECIMAL},
    {"0.1", "10%", PHRASE_DECIMAL},
    /* Bounds. */
    {"不低于3%", "≥3%", PHRASE_PLAIN},
    {"不得低于3%", "≥3%", PHRASE_PLAIN},
    {">=3%", "≥3%", PHRASE_PLAIN},
    {"≧３％", "≥3%", PHRASE_PLAIN},
    {"3%以上", "≥3%", PHRASE_PLAIN},
    {"3%及以上", "≥3%", PHRASE_PLAIN},
    {"3%（含）以上", "≥3%", PHRASE_PLAIN},
    {"不低于3%以上", "≥3%", PHRASE_PLAIN},
    {"至少3%", "≥3%", PHRASE_PLAIN},
    {"不低于百分之三", "≥3%", PHRASE_PLAIN},
    {"不超过10%", "≤10%", PHRASE_PLAIN},
    {"不高于10%", "≤10%", PHRASE_PLAIN},
    {"<=10%", "≤10%", PHRASE_PLAIN},
    {"10%以内", "≤10%", PHRASE_PLAIN},
    {"控制在10%以内", "≤10%", PHRASE_PLAIN},
    {"最高10%", "≤10%", PHRASE_PLAIN},
    {"超过10%", "≥10%", PHRASE_STRICT},
    {"大于10%", "≥10%", PHRASE_STRICT},
    {"低于10%", "≤10%", PHRASE_STRICT},
    {"原则上不高于10%", "≤10%", PHRASE_ABOUT},
    {"10%左右", "10%", PHRASE_ABOUT},
    {"约10%", "10%", PHRASE_ABOUT},
    {"不少于3家", "≥3家", PHRASE_PLAIN},
    {"不少于三家", "≥3家", PHRASE_PLAIN},
    {"最多50户", "≤50户", PHRASE_PLAIN},
    /* Numbers. */
    {"20家", "20家", PHRASE_PLAIN},
    {"20 户", "20户", PHRASE_PLAIN},
    {"二十户", "20户", PHRASE_PLAIN},
    {"十所", "10所", PHRASE_PLAIN},
    {"一百二十户", "120户", PHRASE_PLAIN},
    {"一百零五户", "105户", PHRASE_PLAIN},
    {"1,000户", "1000户", PHRASE_PLAIN},
    {"10批次", "10批次", PHRASE_PLAIN},
    {"10个批次", "10批次", PHRASE_PLAIN},
    {"5家企业", "5家", PHRASE_PLAIN},
    {"抽查5户", "5户", PHRASE_PLAIN},
    {"15家次", "15家次", PHRASE_PLAIN},
    {"共20户", "20户", PHRASE_BASE},
    {"约3户", "3户", PHRASE_ABOUT},
    {"3家（以实际抽取为准）", "3家", PHRASE_SUBJECT_TO_CHANGE},
    {"5%（不足10户按10户抽取）", "5% (10户)", PHRASE_BY_SIZE},
    {"5%，不足10户的，按10户抽取", "5% (10户)", PHRASE_BY_SIZE},
    {"每季度抽2家", "2家; 4次/年", PHRASE_TIMES_OF_PERIOD},
    {"1户(实际以联合双随机牵头单位抽查数为准。)", "1户", PHRASE_SUBJECT_TO_CHANGE},
    {"30台（套）", "30台", PHRASE_WORDS_LEFT},
    {"1家学校", "1家", PHRASE_WORDS_LEFT},
    /* Both. */
    {"20户（10%）", "10% (20户)", PHRASE_PLAIN},
    {"10%且不少于3家", "10% (3家)", PHRASE_PLAIN},
    {"5%，不少于3家", "5% (3家)", PHRASE_PLAIN},
    {"不低于5%且不少于3家", "≥5% (3家)", PHRASE_PLAIN},
    {"10%，20户", "10% (20户)", PHRASE_RATIO_AND_NUMBER},
    {"10% 20户", "10% (20户)", PHRASE_RATIO_AND_NUMBER},
    {"5%或10户", "5% (10户)", PHRASE_RATIO_AND_NUMBER},
    {"5%，最多50户", "5%", PHRASE_CEILING},
    {"5%（不超过20家）", "5%", PHRASE_CEILING},
    {"10所及以下不少于2所，超过10所不低于50%", "≥50% (2所)", PHRASE_BY_SIZE},
    {"超过10家的抽查30%", "30%", PHRASE_CONDITION},
    {"100人以上企业5%", "5%", PHRASE_CONDITION},
    {"不足10家的全部检查，10家以上的抽查30%", NULL, PHRASE_MIXED_UP},
    /* Ranges. */
    {"10-20%", "≥10%", PHRASE_RANGE},
    {"10%-20%", "≥10%", PHRASE_RANGE},
    {"10％～20％", "≥10%", PHRASE_RANGE},
    {"10%至20%", "≥10%", PHRASE_RANGE},
    {"10%—20%", "≥10%", PHRASE_RANGE},
    {"5-10‰", "≥0.5%", PHRASE_RANGE},
    {"百分之五至百分之十", "≥5%", PHRASE_RANGE},
    {"三至五成", "≥30%", PHRASE_RANGE},
    {"60-70家", "≥60家", PHRASE_RANGE},
    {"60家-70家", NULL, PHRASE_MIXED_UP},
    {"五至八家", "≥5家", PHRASE_RANGE},
    {"不低于3%且不高于10%", "≥3%", PHRASE_RANGE},
    {"5%以上20%以下", "≥5%", PHRASE_RANGE},
    {"20%-10%", NULL, PHRASE_BACKWARDS},
    {"10%-20户", NULL, PHRASE_MIXED_UP},
    {"不低于10-20%", NULL, PHRASE_MIXED_UP},
    /* Several. */
    {"连锁药店5%，单体药店10%", "10%", PHRASE_SEVERAL_RATIOS},
    {"高校2所、中小学10所", "12所", PHRASE_SEVERAL_NUMBERS},
    {"高校2所，企业3家", "5", PHRASE_SEVERAL_NUMBERS},
    {"每年对三级定点医疗机构抽查比例之和≥50%，二级定点医疗机构抽查比例之和≥30%，抽取一定比例的一级及以下定点"
     "医疗机构、定点药店进行现场检查;1次/年",
     "≥50%; 1次/年", PHRASE_SEVERAL_RATIOS},
    {"市级医疗保障部门每年对市级及以下经办机构抽查比例之和≥20%;1次/年", "≥20%; 1次/年", PHRASE_WORDS_LEFT},
    {"5%，其中重点企业不低于30%", "5%", PHRASE_AMONG},
    {"游泳场所100%", "100%", PHRASE_WORDS_LEFT},
    {"辖区医疗机构总数的20%", "20%", PHRASE_WORDS_LEFT},
    {"抽查基数30家，比例20%", "20%", PHRASE_BASE},
    {"基数：7 抽查比例：10%", "10%", PHRASE_BASE},
    {"现有30家，抽查20%", "20%", PHRASE_BASE},
    {"5%（详见附件3）", "5%", PHRASE_NUMBER_LEFT},
    {"5%（3类企业）", "5%", PHRASE_NUMBER_LEFT},
    {"2025年1月1日后成立的企业5%", "5%", PHRASE_NUMBER_LEFT},
    {"全部企业的5%", "5%", PHRASE_WORDS_LEFT},
    /* By risk. */
    {"A类1%、B类2%、C类10%、D类30%", "A 1%; B 2%; C 10%; D 30%", PHRASE_PLAIN},
    {"按信用风险等级：A级1%，B级3%，C级10%，D级50%", "A 1%; B 3%; C 10%; D 50%", PHRASE_PLAIN},
    {"A类企业按1%抽取，B类企业按2%抽取", "A 1%; B 2%", PHRASE_PLAIN},
    {"低风险1%；一般风险2%；较高风险10%；高风险30%", "A 1%; B 2%; C 10%; D 30%", PHRASE_PLAIN},
    {"按照B类40%（13户），C类80%（7户）比例抽取", "B 40% (13户); C 80% (7户)", PHRASE_PLAIN},
    {"A类企业不抽查，B类5%，C类20%，D类全覆盖", "B 5%; C 20%; D 100%", PHRASE_PLAIN},
    {"A、B类1%，C、D类20%", "A 1%; B 1%; C 20%; D 20%", PHRASE_PLAIN},
    {"AB类1%，CD类20%", "A 1%; B 1%; C 20%; D 20%", PHRASE_PLAIN},
    {"对信用风险低的A类企业，抽查比例不得超过5%；对信用风险一般的B类企业，抽查比例5%-20%", "A ≤5%; B ≥5%",
     PHRASE_RANGE},
    {"A类1%，A类2%", NULL, PHRASE_MIXED_UP},
    {"A类1%，其他5%", NULL, PHRASE_MIXED_UP},
    {"低风险1%，中风险5%，高风险30%", NULL, PHRASE_MIXED_UP},
    {"根据信用风险分类结果，对A、B、C、D类企业分别递加比例抽取", NULL, PHRASE_NO_AMOUNT},
    /* With the frequency. */
    {"3%;2次/年", "3%; 2次/年", PHRASE_PLAIN},
    {"3%；2次／年度", "3%; 2次/年", PHRASE_PLAIN},
    {"每年2次，3%", "3%; 2次/年", PHRASE_PLAIN},
    {"25%，每季度1次", "25%; 4次/年", PHRASE_PLAIN},
    {"50%；每半年一次", "50%; 2次/年", PHRASE_PLAIN},
    {"高校2所\n中小学10所", "12所", PHRASE_SEVERAL_NUMBERS},
    {"不低于\n5%", "≥5%", PHRASE_PLAIN},
    {"5%\n每月1次", "5%; 12次/年", PHRASE_PLAIN},
    {"5%，1次/季度", "5%; 4次/年", PHRASE_PLAIN},
    {"5%，一年两次", "5%; 2次/年", PHRASE_PLAIN},
    {"每年不少于2次，3%", "3%; 2次/年", PHRASE_PLAIN},
    {"每次5%，每年2次", "5%; 2次/年", PHRASE_PLAIN},
    {"每季度5%", "5%; 4次/年", PHRASE_TIMES_OF_PERIOD},
    {"全年累计抽查比例不低于20%，每年2次", "≥20%; 2次/年", PHRASE_YEARLY_SUM},
    {"全年10%，每半年一次", "10%; 2次/年", PHRASE_YEARLY_SUM},
    {"10%，分2批抽取", "10%; 2次/年", PHRASE_TIMES_OF_BATCHES},
    {"10%，分", "10%", PHRASE_WORDS_LEFT},
    {"10%，分次抽取", "10%", PHRASE_WORDS_LEFT},
    {"5%，1-2次/年", "5%; 1次/年", PHRASE_TIMES_RANGE},
    {"5%，每年不超过2次", "5%; 2次/年", PHRASE_TIMES_AT_MOST},
    {"5%，每两年一次", NULL, PHRASE_TIMES_UNREADABLE},
    {"5%，2次/年，3次/年", NULL, PHRASE_TIMES_UNREADABLE},
    {"2次/年", "2次/年", PHRASE_PLAIN},
    /* What says nothing, or too much. */
    {"", NULL, PHRASE_NO_AMOUNT},
    {"/", NULL, PHRASE_NO_AMOUNT},
    {"—", NULL, PHRASE_NO_AMOUNT},
    {"若干", NULL, PHRASE_NO_AMOUNT},
    {"一定比例", NULL, PHRASE_NO_AMOUNT},
    {"根据实际情况确定", NULL, PHRASE_NO_AMOUNT},
    {"按省局要求", NULL, PHRASE_NO_AMOUNT},
    {"3类", NULL, PHRASE_NO_AMOUNT},
    {"详见附件3", NULL, PHRASE_NO_AMOUNT},
    {"150%", NULL, PHRASE_MIXED_UP},
    {"百分之一百二十", NULL, PHRASE_MIXED_UP},
    {"-5%", NULL, PHRASE_MIXED_UP},
    {"5%%", NULL, PHRASE_MIXED_UP},
    {"%", NULL, PHRASE_MIXED_UP},
    {"比例%", NULL, PHRASE_MIXED_UP},
    {"5%，比例%", NULL, PHRASE_MIXED_UP},
    {"2.5户", NULL, PHRASE_MIXED_UP},
    {"0.00001%", NULL, PHRASE_MIXED_UP},
    {"不低于", NULL, PHRASE_MIXED_UP},
    {"不低于，5%", NULL, PHRASE_MIXED_UP},
    {"不低于不超过5%", NULL, PHRASE_MIXED_UP},
    {"9999999999999户", NULL, PHRASE_MIXED_UP},
    {"每县（市、区）不少于2家", NULL, PHRASE_PER_PLACE},
    {"各县区抽查3家", NULL, PHRASE_PER_PLACE},
    {"每个县区不少于2家", NULL, PHRASE_PER_PLACE},
    {"5%，每个县区不少于2家", NULL, PHRASE_PER_PLACE},
    {"人均不少于5户", NULL, PHRASE_PER_INSPECTOR},
    {"每名执法人员每年检查2户", NULL, PHRASE_PER_INSPECTOR},
    {"除A类外5%", NULL, PHRASE_MIXED_UP},
    {"一百二户", NULL, PHRASE_NO_AMOUNT},
    {"一成半", NULL, PHRASE_MIXED_UP},
};

static void
check(const Case *c, const SamplePhrase *phrase)
{
    g_autofree char *read = sample_phrase_to_text(phrase);

    g_test_message("\"%s\" is read as %s, %u", c->text, read, (guint)phrase->reason);
    g_assert_cmpstr(read, ==, c->read);
    g_assert_cmpuint(phrase->reason, ==, c->reason);
    if (c->read == NULL)
        g_assert_cmpuint(phrase->certainty, ==, PHRASE_UNREADABLE);
    else
        g_assert_cmpuint(phrase->certainty, ==, c->reason == PHRASE_PLAIN ? PHRASE_CERTAIN : PHRASE_JUDGED);
}

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        SamplePhrase phrase;

        sample_phrase_read(CASES[i].text, NULL, &phrase);
        check(&CASES[i], &phrase);
    }
}

/* What is read once is certain the second time. */
static void
test_round_trip(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        SamplePhrase phrase;
        g_autofree char *again = NULL;

        if (CASES[i].read == NULL)
            continue;
        sample_phrase_read(CASES[i].read, NULL, &phrase);
        again = sample_phrase_to_text(&phrase);
        g_assert_cmpstr(again, ==, CASES[i].read);
        g_assert_cmpuint(phrase.certainty, ==, PHRASE_CERTAIN);
    }
}

static void
test_unit_of_header(void)
{
    static const struct {
        const char *header;
        const char *text;
        const char *read;
    } UNITS[] = {
        {"抽查比例（%）", "3", "3%"},
        {"抽查比例(%)", "0.5", "0.5%"},
        {"抽查比例（%）", "3%", "3%"},
        {"抽查比例（％）", "10-20", "≥10%"},
        {"抽查比例（‰）", "5", "0.5%"},
        {"抽查数量（家）", "20", "20家"},
        {"抽查数量（家）", "≥15", "≥15家"},
        {"抽查数量（家）", "5户", "5户"},
        {"抽查数量（家）", "3%", "3%"},
        {"抽查比例（数量）", "20", "20"},
        {"抽查比例", "20", "20"},
        {"抽查比例（%）", "120", NULL},
        {"抽查数量（户）", "2.5", NULL},
        {"抽查户数(户)", "10-15", "≥10户"},
        {"抽查比例（%）", "不低于5", "≥5%"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        SamplePhrase phrase;
        g_autofree char *read = NULL;

        sample_phrase_read(UNITS[i].text, sample_phrase_header_unit(UNITS[i].header), &phrase);
        read = sample_phrase_to_text(&phrase);
        g_test_message("%s: %s", UNITS[i].header, UNITS[i].text);
        g_assert_cmpstr(read, ==, UNITS[i].read);
    }
}

static void
test_times(void)
{
    static const Case TIMES[] = {
        {"2", "2次/年", PHRASE_PLAIN},
        {"2次", "2次/年", PHRASE_PLAIN},
        {"2次/年", "2次/年", PHRASE_PLAIN},
        {"２次／年度", "2次/年", PHRASE_PLAIN},
        {"=1", "1次/年", PHRASE_PLAIN},
        {">=1", "1次/年", PHRASE_PLAIN},
        {"≥1", "1次/年", PHRASE_PLAIN},
        {"每年1次", "1次/年", PHRASE_PLAIN},
        {"每年一次", "1次/年", PHRASE_PLAIN},
        {"一年两次", "2次/年", PHRASE_PLAIN},
        {"一年2次", "2次/年", PHRASE_PLAIN},
        {"每季度一次", "4次/年", PHRASE_PLAIN},
        {"1次/季度", "4次/年", PHRASE_PLAIN},
        {"每半年1次", "2次/年", PHRASE_PLAIN},
        {"每月1次", "12次/年", PHRASE_PLAIN},
        {"不少于1次", "1次/年", PHRASE_PLAIN},
        {"每年至少1次", "1次/年", PHRASE_PLAIN},
        {"每年1次以上", "1次/年", PHRASE_PLAIN},
        {"抽查频次：2次", "2次/年", PHRASE_PLAIN},
        {"1-2次", "1次/年", PHRASE_TIMES_RANGE},
        {"1-2", "1次/年", PHRASE_TIMES_RANGE},
        {"不超过2次", "2次/年", PHRASE_TIMES_AT_MOST},
        {"根据实际情况，每年不少于1次", "1次/年", PHRASE_WORDS_LEFT},
        {"每季度", "4次/年", PHRASE_TIMES_OF_PERIOD},
        {"每两年一次", NULL, PHRASE_TIMES_UNREADABLE},
        {"2年1次", NULL, PHRASE_TIMES_UNREADABLE},
        {"1次/2年", NULL, PHRASE_TIMES_UNREADABLE},
        {"每周1次", NULL, PHRASE_TIMES_UNREADABLE},
        {"不定期", NULL, PHRASE_TIMES_UNREADABLE},
        {"", NULL, PHRASE_TIMES_UNREADABLE},
        {"0次", NULL, PHRASE_TIMES_UNREADABLE},
        {"1.5次", NULL, PHRASE_TIMES_UNREADABLE},
        {"5%", NULL, PHRASE_TIMES_UNREADABLE},
        {"3家", NULL, PHRASE_TIMES_UNREADABLE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TIMES); i++) {
        SamplePhrase phrase;

        times_phrase_read(TIMES[i].text, &phrase);
        check(&TIMES[i], &phrase);
    }
}

static void
test_join(void)
{
    static const struct {
        const char *ratio;
        const char *number;
        const char *read;
        PhraseCertainty certainty;
    } PAIRS[] = {
        {"5%", "20户", "5% (20户)", PHRASE_CERTAIN},
        {"≥5%", "不少于20户", "≥5% (20户)", PHRASE_CERTAIN},
        {"5%", "约20户", "5% (20户)", PHRASE_JUDGED},
        {"5-10%", "20户", "≥5% (20户)", PHRASE_JUDGED},
        {"5%;2次/年", "20户", "5% (20户); 2次/年", PHRASE_CERTAIN},
        {"5% (3户)", "20户", NULL, PHRASE_UNREADABLE},
        {"5%", "6%", NULL, PHRASE_UNREADABLE},
        {"5%", "不超过20户", NULL, PHRASE_UNREADABLE},
        {"A 5%", "20户", NULL, PHRASE_UNREADABLE},
        {"若干", "20户", NULL, PHRASE_UNREADABLE},
        {"5%", "若干", NULL, PHRASE_UNREADABLE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
        SamplePhrase ratio;
        SamplePhrase number;
        SamplePhrase both;
        g_autofree char *read = NULL;

        sample_phrase_read(PAIRS[i].ratio, NULL, &ratio);
        sample_phrase_read(PAIRS[i].number, NULL, &number);
        sample_phrase_join(&ratio, &number, &both);
        read = sample_phrase_to_text(&both);
        g_test_message("%s and %s", PAIRS[i].ratio, PAIRS[i].number);
        g_assert_cmpstr(read, ==, PAIRS[i].read);
        g_assert_cmpuint(both.certainty, ==, PAIRS[i].certainty);
    }
}

static void
test_reasons_have_texts(void)
{
    for (guint reason = PHRASE_PLAIN; reason < N_PHRASE_REASONS; reason++) {
        const char *text = phrase_reason_text((PhraseReason)reason);

        g_assert_nonnull(text);
        g_assert_true((*text == '\0') == (reason == PHRASE_PLAIN));
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sample-phrase/cases", test_cases);
    g_test_add_func("/sample-phrase/round-trip", test_round_trip);
    g_test_add_func("/sample-phrase/unit-of-header", test_unit_of_header);
    g_test_add_func("/sample-phrase/times", test_times);
    g_test_add_func("/sample-phrase/join", test_join);
    g_test_add_func("/sample-phrase/reasons-have-texts", test_reasons_have_texts);
    return g_test_run();
}
