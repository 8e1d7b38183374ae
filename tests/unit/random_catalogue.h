/* SPDX-License-Identifier: MIT
 *
 * Small random catalogues as text: inputs of every type, rates with gaps, readings, services with scopes, referrals
 * and references to each other, provisions of every heading with exceptions, tables and holes.
 */
#ifndef RANDOM_CATALOGUE_H
#define RANDOM_CATALOGUE_H

#include "unit.h"

struct gen {
	uint64_t r;
	struct text t;
	uint32_t service; /* the one being written; others before it may be read */
	uint32_t services;
	bool in_service; /* references to other services are possible */
	bool referring;  /* in the condition of a referral */
};

static int64_t pick(struct gen *g, int64_t n)
{
	return random_in(&g->r, 0, n - 1);
}

static bool one_in(struct gen *g, int64_t n)
{
	return pick(g, n) == 0;
}

static void say(struct gen *g, const char *s)
{
	text_puts(&g->t, s);
}

static const char *word(struct gen *g, const char *const *words, int64_t n)
{
	return words[pick(g, n)];
}
#define WORD(g, ...)                                                                               \
	word(g, (const char *const[]){__VA_ARGS__}, COUNT(((const char *const[]){__VA_ARGS__})))

static const char declarations[] =
	"katalog k \"K\" { gælder: fra 2024-01-01 til 2025-06-30 }\n"
	"enhed gang/gange\n"
	"aktør x \"X\"\naktør y \"Y\"\naktør z \"Z\"\n"
	"fakta j0: ja/nej\nfakta j1: ja/nej\nvurdering v0: ja/nej af x\n"
	"fakta e0: en af { a, b, c }\nvurdering e1: en af { p < q < s } af x\nfakta w: aktør\n"
	"fakta n0: gange fra 0 til 6\nfakta n1: gange fra 0 til 6\nfakta penge: kr fra 0 til 5\n"
	"fakta alder: år fra 0 til 20\nfakta kl: klokkeslæt\n"
	"fakta d0: dato fra 2023-12-28 til 2024-03-05\nfakta d1: dato fra 2024-01-28 til 2024-03-31\n"
	"uklart u0: en af { den_ene, den_anden } \"?\"\nuklart u1: en af { 2, 4 } gange \"?\"\n"
	"sats r0: gange { 2024: 3  fra 2025-03-01: 4 }\n"
	"sats r1: gange ved d0 { 2023: 2  fra 2024-02-01: 5 }\n"
	"udfald h_tal: gang\nudfald h_ja: ja/nej om sagen\nudfald h_hvem: aktør\n"
	"udfald h_valg: en af { v1 < v2 < v3 } bedst højest\nudfald h_tekst: tekst flere\n"
	"udfald h_frist: frist\nudfald h_dato: dato\nudfald h_gange: gang\nudfald h_kr: kr\n";

static void condition(struct gen *g, int depth);

static void number_test(struct gen *g)
{
	const char *rel = WORD(g, "mindst", "højst", "over", "under", "er");
	switch (pick(g, 7)) {
	case 0:
		text_printf(&g->t, "n0 %s %d gange", rel, (int)pick(g, 7));
		break;
	case 1:
		text_printf(&g->t, "n0 + %d * n1 %s %d gange", (int)pick(g, 3) + 1, rel, (int)pick(g, 15));
		break;
	case 2:
		text_printf(&g->t, "n1 %s u1", rel);
		break;
	case 3:
		text_printf(&g->t, "n0 %s sats %s", rel, WORD(g, "r0", "r1"));
		break;
	case 4:
		text_printf(&g->t, "mindste(n0, n1) %s n%d", rel, (int)pick(g, 2));
		break;
	case 5:
		text_printf(&g->t, "%d * mindste(n0, 3 gange) - største(n1, sats r0) / 2 %s %d gange",
		            (int)pick(g, 3) + 1, rel, (int)pick(g, 6));
		break;
	default:
		text_printf(&g->t, "alder %s %d år", rel, (int)pick(g, 21));
	}
}

static void date_test(struct gen *g)
{
	switch (pick(g, 5)) {
	case 0:
		text_printf(&g->t, "d0 %s 2024-0%d-%d", WORD(g, "senest", "tidligst"), (int)pick(g, 2) + 1,
		            (int)pick(g, 20) + 10);
		break;
	case 1:
		text_printf(&g->t, "d1 senest %d %s efter d0", (int)pick(g, 3),
		            WORD(g, "måneder", "uger", "dage"));
		break;
	case 2:
		text_printf(&g->t, "d1 tidligst %d måneder før d0", (int)pick(g, 3));
		break;
	case 3:
		say(g, "kl mindst kl. 9.00");
		break;
	default:
		text_printf(&g->t, "sagsdato %s 2024-0%d-01", WORD(g, "senest", "tidligst"),
		            (int)pick(g, 9) + 1);
	}
}

/* A condition on a service before this one: no circles. */
static void service_test(struct gen *g)
{
	int other = (int)pick(g, g->service);
	switch (g->referring ? 0 : pick(g, 4)) {
	case 0:
		text_printf(&g->t, "omfattet s%d", other);
		break;
	case 1:
		text_printf(&g->t, "s%d.h_valg %s v%d", other, WORD(g, "er", "mindst"),
		            (int)pick(g, 3) + 1);
		break;
	case 2:
		text_printf(&g->t, "s%d.h_hvem er x", other);
		break;
	default:
		text_printf(&g->t, "s%d.h_ja", other);
	}
}

static void list_test(struct gen *g, int depth)
{
	text_printf(&g->t, "%s { ", WORD(g, "alle", "en af", "mindst 2 af", "højst 1 af"));
	for (int64_t i = 0, n = pick(g, 2) + 2; i < n; i++) {
		say(g, i ? "\n- " : "- ");
		condition(g, depth - 1);
	}
	say(g, "\n}");
}

static void atom(struct gen *g, int depth)
{
	int64_t kind = pick(g, 13);
	if (kind < 3)
		text_printf(&g->t, "%s%s", WORD(g, "", "ikke "), WORD(g, "j0", "j1", "v0"));
	else if (kind < 5)
		text_printf(&g->t, "e0 er %s", WORD(g, "a", "b", "ikke c", "en af { a, c }"));
	else if (kind == 5)
		text_printf(&g->t, "e1 %s %s", WORD(g, "mindst", "under", "er"), WORD(g, "p", "q", "s"));
	else if (kind == 6)
		text_printf(&g->t, "w er %s", WORD(g, "x", "y", "ikke z"));
	else if (kind < 9)
		number_test(g);
	else if (kind == 9)
		date_test(g);
	else if (kind == 10)
		say(g, one_in(g, 2) ? "u0 er den_ene" : one_in(g, 2) ? "mangler" : "u1 er 2 gange");
	else if (kind == 11 && g->in_service && g->service)
		service_test(g);
	else if (depth > 0)
		list_test(g, depth);
	else
		say(g, "j0");
}

static void condition(struct gen *g, int depth)
{
	if (depth == 0 || one_in(g, 2)) {
		atom(g, depth);
		return;
	}
	const char *join = WORD(g, " og ", " eller ");
	say(g, one_in(g, 4) ? "ikke (" : "(");
	condition(g, depth - 1);
	say(g, join);
	condition(g, depth - 1);
	say(g, ")");
}

static void amount(struct gen *g)
{
	static const char *const formulas[] = {"n0",
	                                       "n0 + n1",
	                                       "2 gange",
	                                       "4 gange",
	                                       "sats r0",
	                                       "sats r1",
	                                       "u1",
	                                       "3 gange",
	                                       "mindste(n0, 3 gange)",
	                                       "n0 / 2 afrundet til nærmeste 1 gang"};
	say(g, formulas[pick(g, COUNT(formulas))]);
}

static void value(struct gen *g, int heading)
{
	switch (heading) {
	case 0:
		if (one_in(g, 9)) {
			say(g, WORD(g, "højst mangler gange", "ingen"));
			break;
		}
		say(g, WORD(g, "", "", "højst ", "mindst "));
		amount(g);
		break;
	case 1:
		say(g, WORD(g, "ja", "nej", "ja", "mangler"));
		break;
	case 2:
		say(g, WORD(g, "x", "y", "x eller y", "y eller x", "x og y", "ingen", "ikke", "mangler"));
		break;
	case 3:
		say(g, WORD(g, "v1", "v2", "v3", "v2", "mangler", "ikke"));
		break;
	case 4:
		say(g, WORD(g, "\"Den ene.\"", "\"Den anden.\""));
		break;
	case 5:
		say(g, WORD(g, "d1 senest 4 uger efter d0", "d1 senest 1 måned efter d0",
		            "d1 senest 2 uger efter d0", "d1 senest mangler uger efter d0"));
		break;
	case 6:
		say(g, WORD(g, "d0", "senest d1", "1 måned efter d0", "tidligst 2024-01-31",
		            "tidligste(d0, d1)", "mangler"));
		break;
	case 7:
		say(g, WORD(g, "højst 5 gange pr. år", "højst 5 gange pr. måned", "efter vurdering af x",
		            "3 gange pr. år", "fra 1 til 5 gange pr. år", "højst 5 gange pr. mangler",
		            "typisk 4 gange pr. år"));
		break;
	default:
		say(g, WORD(g, "10 % af penge", "3 kr", "højst penge", "penge / 3", "2 kr"));
	}
}

static const char *const headings[] = {"h_tal",   "h_ja",   "h_hvem",  "h_valg", "h_tekst",
                                       "h_frist", "h_dato", "h_gange", "h_kr"};

static void when(struct gen *g, int64_t out_of)
{
	if (one_in(g, out_of))
		return;
	say(g, WORD(g, " når ", " når ", " medmindre "));
	condition(g, 1);
}

static void table(struct gen *g, int heading)
{
	say(g, "tabel e0, n0 {\n");
	for (int64_t i = 0, n = pick(g, 4) + 1; i < n; i++) {
		text_printf(&g->t, "%s | %s | ", WORD(g, "a", "b", "*", "ellers"),
		            WORD(g, "under 3 gange", "mindst 3 gange", "*", "ellers", "fra 1 til 4 gange"));
		value(g, heading);
		say(g, "\n");
	}
	say(g, "}");
}

static void provision(struct gen *g)
{
	int heading = (int)pick(g, COUNT(headings));
	text_printf(&g->t, "%s: ", headings[heading]);
	if (heading != 4 && one_in(g, 5))
		table(g, heading);
	else
		value(g, heading);
	when(g, 3);
	if (one_in(g, 8))
		say(g, " gælder fra 2024-07-01");
	for (int64_t i = 0, n = one_in(g, 2) ? pick(g, 3) : 0; i < n; i++) {
		say(g, "\n    dog ");
		value(g, heading);
		when(g, 12);
		if (!one_in(g, 4))
			continue;
		say(g, " { dog ");
		value(g, heading);
		when(g, 12);
		say(g, " }");
	}
	say(g, "\n");
}

/* An exclusion that refers the case on reads no headings: the ring would have to know its own answer. */
static void scope_line(struct gen *g)
{
	bool refers = one_in(g, 5);
	g->referring = refers;
	text_printf(&g->t, "%s: ",
	            refers ? "udelukket"
	                   : WORD(g, "målgruppe", "målgruppe", "betingelser", "udelukket"));
	condition(g, 1);
	if (refers)
		text_printf(&g->t, " henvises til s%d", (int)pick(g, g->services));
	say(g, "\n");
	g->referring = false;
}

static void catalogue(struct gen *g)
{
	say(g, declarations);
	g->services = (uint32_t)pick(g, 3) + 1;
	if (one_in(g, 3)) {
		say(g, "forudsat \"f\": ");
		condition(g, 1);
		say(g, "\n");
	}
	if (one_in(g, 3))
		say(g, "fakta fødselsdato: dato\nforudsat \"g\": fødselsdato tidligst 2005-01-01\n");
	g->in_service = true;
	for (g->service = 0; g->service < g->services; g->service++) {
		text_printf(&g->t, "ydelse s%d \"S\" {\n", (int)g->service);
		for (int64_t i = 0, n = pick(g, 4); i < n; i++)
			scope_line(g);
		for (int64_t i = 0, n = pick(g, 6) + 2; i < n; i++)
			provision(g);
		say(g, "}\n");
	}
}

#endif
