/* A store with campaigns that are drawn already, put together by hand, with
 * times of its own: no clock is in it. */
#pragma once

#include "support/store-fixture.h"

/* In memory. Campaign 2027Q1 was drawn on 5 January 2027, 10:00 in Beijing, two
 * visits a day:
 *
 *   T1-1  P1          A1 A2 of SCJG, B1 B2 of XF   410702
 *   T2-1  P2 (secret) A1 A3 of SCJG                410703
 *   T3-1  P1 P3       A2 A3 of SCJG                410702
 *   T4-1  P1          A1 and a seat nobody takes   410702
 *
 * from 4 January to 26 February, T3-1 to 31 January. 2026Q3, drawn on the same
 * day, has T5-1 of P4 with A1 A2; 2027Q2 is committed and not drawn; 2026Q4 is
 * void. A8 is on duty without a visit, A9 no longer. */
ChaStore *drawn_store_new(void);
/* Runs SQL that must not fail. */
void drawn_store_run(ChaStore *store, const char *sql);
/* Runs SQL as a change of its own, whose number is given as (SELECT max(id) FROM
 * change). */
void drawn_store_change(ChaStore *store, const char *action, const char *sql);
/* The bytes of a file, or NULL when there is none. */
char *read_output(const char *folder, const char *path);
