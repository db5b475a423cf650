/* Reading what people write into cells. The texts are half-width and without
 * blanks at their ends, unless said otherwise. */
#pragma once

#include <choucha/day.h>

/* Whether @cell needs no cleaning whatever its column: no blanks at its ends,
 * no control characters, nothing that may be full-width. */
gboolean cell_is_plain(const char *cell, gsize length);

/* A number that a spreadsheet has rounded: 9.14107E+17. */
gboolean cell_is_scientific(const char *text);

/* 2027-03-20, 2027/3/20, 2027.3.20, 2027年3月20日, 20270320; a time of day behind
 * it is dropped. */
gboolean cell_read_day(const char *text, ChaDay *ret_day) G_GNUC_WARN_UNUSED_RESULT;

/* A whole number from 1 to @most, perhaps with what is counted: 2, 2次, 2次/年,
 * 每年2次, 3人. */
gboolean cell_read_count(const char *text, guint most, guint *ret_count) G_GNUC_WARN_UNUSED_RESULT;
/* A whole percentage from 0 to 100, with or without its sign. */
gboolean cell_read_percent(const char *text, guint *ret_percent) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
    LEVEL_IS_OWN,
    LEVEL_IS_SUBORDINATES,
    LEVEL_BOTH, /* some of these, some of those */
    LEVEL_UNREADABLE,
} LevelVerdict;

/* Who draws and who inspects, by the ranks of the departments: 市抽市查, 市抽县（区）查,
 * 市级发起，下派区级检查, 本级检查. */
LevelVerdict cell_read_level(const char *text);

typedef enum {
    COORDINATE_READ,
    COORDINATE_OUTSIDE_CHINA, /* read, but see there */
    COORDINATE_OUTSIDE_WORLD,
    COORDINATE_UNREADABLE,
} CoordinateVerdict;

/* Decimal degrees: at most three digits, and at most twelve behind a point. */
CoordinateVerdict cell_read_longitude(const char *text);
CoordinateVerdict cell_read_latitude(const char *text);

/* Six digits, as GB/T 2260 has them. */
gboolean cell_is_district(const char *text);

/* 2027Q1, 2027年第1季度, 2027年一季度: as a quarter's canonical text, or NULL. */
char *cell_read_quarter(const char *text);
