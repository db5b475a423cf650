/* Who draws and who inspects, in words. */
#include "base/text.h"
#include "exchange/record/cell.h"

#include <string.h>

/* From the nation down to the township; a district belongs with the counties. */
typedef enum {
    RANK_NATION = 1,
    RANK_PROVINCE,
    RANK_CITY,
    RANK_COUNTY,
    RANK_TOWNSHIP,
} Rank;

enum { LOWEST = RANK_TOWNSHIP };

typedef enum {
    WORD_RANK,
    WORD_SAME,  /* the same rank as the one who draws */
    WORD_BELOW, /* some rank below */
    WORD_DRAW,
    WORD_INSPECT,
    WORD_FILLER,
} WordKind;

typedef struct {
    const char *word;
    WordKind kind;
    Rank rank;
} Word;

/* Longer words first, where one begins like another. A city among counties
 * (县市区) is one of their rank. */
static const Word WORDS[] = {
    {"县市区", WORD_RANK, RANK_COUNTY},
    {"县区市", WORD_RANK, RANK_COUNTY},
    {"市本级", WORD_RANK, RANK_CITY},
    {"省本级", WORD_RANK, RANK_PROVINCE},
    {"县本级", WORD_RANK, RANK_COUNTY},
    {"区本级", WORD_RANK, RANK_COUNTY},
    {"国家", WORD_RANK, RANK_NATION},
    {"省", WORD_RANK, RANK_PROVINCE},
    {"市", WORD_RANK, RANK_CITY},
    {"州", WORD_RANK, RANK_CITY},
    {"县", WORD_RANK, RANK_COUNTY},
    {"区", WORD_RANK, RANK_COUNTY},
    {"旗", WORD_RANK, RANK_COUNTY},
    {"乡", WORD_RANK, RANK_TOWNSHIP},
    {"镇", WORD_RANK, RANK_TOWNSHIP},
    {"街道", WORD_RANK, RANK_TOWNSHIP},
    {"所", WORD_RANK, RANK_TOWNSHIP},
    {"本级", WORD_SAME, 0},
    {"同级", WORD_SAME, 0},
    {"下级", WORD_BELOW, 0},
    {"基层", WORD_BELOW, 0},
    {"属地", WORD_BELOW, 0},
    {"抽取", WORD_DRAW, 0},
    {"抽", WORD_DRAW, 0},
    {"发起", WORD_DRAW, 0},
    {"检查", WORD_INSPECT, 0},
    {"实施", WORD_INSPECT, 0},
    {"查", WORD_INSPECT, 0},
    {"级", WORD_FILLER, 0},
    {"下派", WORD_FILLER, 0},
    {"统一", WORD_FILLER, 0},
    {"组织", WORD_FILLER, 0},
    {"由", WORD_FILLER, 0},
    {"(", WORD_FILLER, 0},
    {")", WORD_FILLER, 0},
    {",", WORD_FILLER, 0},
    {"、", WORD_FILLER, 0},
    {";", WORD_FILLER, 0},
    {"。", WORD_FILLER, 0},
    {"/", WORD_FILLER, 0},
    {"\n", WORD_FILLER, 0},
    {"和", WORD_FILLER, 0},
    {"或", WORD_FILLER, 0},
};

/* What has been read: the ranks since the last verb, and who drew last. */
typedef struct {
    guint ranks; /* bits */
    gboolean is_same;
    gboolean is_below;
    Rank drawer; /* 0: nobody yet */
    gboolean has_own;
    gboolean has_subordinates;
} Reading;

static const Word *
find_word(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (g_str_has_prefix(text, WORDS[i].word))
            return &WORDS[i];
    }
    return NULL;
}

/* Exactly one rank draws. */
static gboolean
take_drawer(Reading *reading)
{
    for (guint rank = RANK_NATION; rank <= LOWEST; rank++) {
        if (reading->ranks == 1U << rank && !reading->is_same && !reading->is_below) {
            reading->drawer = (Rank)rank;
            reading->ranks = 0;
            return TRUE;
        }
    }
    return FALSE;
}

/* Nobody inspects for one below, and somebody does inspect. */
static gboolean
take_inspectors(Reading *reading)
{
    guint ranks = reading->ranks;

    if (reading->drawer == 0 && ranks != 0)
        return FALSE;
    if (ranks == 0 && !reading->is_same && !reading->is_below)
        return FALSE;
    if ((ranks & ((1U << reading->drawer) - 1)) != 0)
        return FALSE;
    reading->has_own = reading->has_own || reading->is_same || (ranks >> reading->drawer & 1U) != 0;
    reading->has_subordinates =
        reading->has_subordinates || reading->is_below || ranks >> reading->drawer > 1U;
    reading->ranks = 0;
    reading->is_same = FALSE;
    reading->is_below = FALSE;
    return TRUE;
}

static gboolean
take_word(Reading *reading, const Word *word)
{
    switch (word->kind) {
    case WORD_RANK:
        reading->ranks |= 1U << word->rank;
        return TRUE;
    case WORD_SAME:
        reading->is_same = TRUE;
        return TRUE;
    case WORD_BELOW:
        reading->is_below = TRUE;
        return TRUE;
    case WORD_DRAW:
        return take_drawer(reading);
    case WORD_INSPECT:
        return take_inspectors(reading);
    case WORD_FILLER:
    default:
        return TRUE;
    }
}

LevelVerdict
cell_read_level(const char *text)
{
    g_autofree char *folded = text_fold(text);
    Reading reading = {0};

    for (const char *at = folded; *at != '\0';) {
        const Word *word = find_word(at);

        if (word == NULL || !take_word(&reading, word))
            return LEVEL_UNREADABLE;
        at += strlen(word->word);
    }
    if (reading.ranks != 0 || reading.is_same || reading.is_below)
        return LEVEL_UNREADABLE; /* and what do they do? */
    if (reading.has_own && reading.has_subordinates)
        return LEVEL_BOTH;
    return reading.has_own            ? LEVEL_IS_OWN
           : reading.has_subordinates ? LEVEL_IS_SUBORDINATES
                                      : LEVEL_UNREADABLE;
}
