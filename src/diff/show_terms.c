/* SPDX-License-Identifier: MIT
 *
 * What somebody must know who has seen nothing but the annex: what is proved, and what the words mean.
 */
#include "diff/show.h"

static bool is_unchanged(const struct diff *d)
{
	for (uint32_t i = 0; i < d->services.n; i++)
		if (d->services.at[i].status >= SERVICE_CHANGED)
			return false;
	return true;
}

const char *show_proof(const struct show *p)
{
	const char *says;
	if (p->d->undecided.n)
		says = show_say(p,
		                "I øvrigt uændret (bevist), bortset fra det, der ikke kunne sammenlignes",
		                "Elsewhere identical (proved), but for what could not be compared");
	else if (is_unchanged(p->d))
		says = show_say(p,
		                "Uændret (bevist): i alle sager, der kan forekomme, giver de to kataloger "
		                "de samme svar",
		                "Identical (proved): in every case that can exist, both catalogues give "
		                "the same answers");
	else
		says = show_say(p,
		                "I øvrigt uændret (bevist): i alle andre sager, der kan forekomme, giver "
		                "de to kataloger de samme svar",
		                "Elsewhere identical (proved): in every other case that can exist, both "
		                "catalogues give the same answers");
	return arena_printf(p->a, "%s (%s).", says, show_period(p, p->d->from, p->d->to));
}

struct term {
	struct diff_word label, text;
};

static const struct term terms[] = {
	{{.da = "Før", .en = "Before"},
     {.da = "Det gamle katalog, læst som om det var fortsat i det nyes periode. Der sammenlignes "
            "altså med det, der ville have gældt uden ændringen.",
      .en = "The old catalogue, read as if it had gone on in the new one's period: what would "
            "have held without the revision."}},
	{{.da = "Målgruppe", .en = "Target group"},
     {.da = "Dem, ydelsen er for: alle, der opfylder katalogets betingelser for at få den.",
      .en = "Those whom the service is for: everybody who meets the catalogue's conditions."}},
	{{.da = "Kan og skal", .en = "May and must (kan, skal)"},
     {.da = "»tilbydes: skal«: den, der er i målgruppen, har efter kataloget krav på ydelsen. "
            "»tilbydes: "
            "kan«: kommunen kan give den efter en vurdering, men ingen har krav på den. "
            "»klageadgang: nej«: kataloget siger, at der ikke kan klages.",
      .en =
          "\"skal\" is a duty: whoever is in the target group has a right to the service. \"kan\" "
          "is a power: the municipality assesses whether to give it, and nobody can demand it."}},
	{{.da = "Serviceniveau (politisk)", .en = "Service level (political)"},
     {.da = "Hvem der kan få hjælp, hvor meget og hvornår. At ændre det er en politisk "
            "beslutning.",
      .en = "Who can receive help, how much and when. To change it is a political decision."}},
	{{.da = "Sats (administrativ)", .en = "Rate (administrative)"},
     {.da = "Et beløb for en periode, som regel et år; mange følger af loven og reguleres hvert "
            "år. En ændring regnes som en "
            "satsændring, når den forsvinder, hvis det nye katalog læses med de gamle satser.",
      .en = "An amount for a period, usually a year; many follow from the law and are adjusted "
            "every year. A change is a rate change when it "
            "vanishes once the new catalogue is read with the old rates."}},
	{{.da = "Bedre og ringere", .en = "Better and worse"},
     {.da = "Set fra borgeren, efter det kataloget selv siger er bedst, fx flest timer eller den "
            "korteste frist. Siger kataloget det ikke, er ændringen neutral eller kan ikke "
            "afgøres.",
      .en = "As the citizen sees it, by what the catalogue itself calls best, such as most hours "
            "or the shortest deadline. Where it does not say, the change is neutral or "
            "undetermined."}},
	{{.da = "Kun ordlyd", .en = "Wording only"},
     {.da = "Tekst, som ingen målgruppe, mængde, frist eller beløb følger af, fx titler, formål og "
            "beskrivelser. Om meningen er den samme, må læseren vurdere.",
      .en = "Text that decides no target group, quantity, deadline or amount, such as titles, "
            "purposes and descriptions. Whether it means the same is for the reader to judge."}},
	{{.da = "Eksempel", .en = "Example"},
     {.da = "En opdigtet sag, som ændringen rammer. Svaret er regnet efter i begge kataloger.",
      .en = "An invented case that the change concerns, worked out in both catalogues."}},
	{{.da = "Begrundelse, høring og overgang", .en = "Reason, consultation and transition"},
     {.da = "Kataloget kan oplyse, hvorfor noget ændres (begrundelse), hvem der er hørt, fx "
            "handicaprådet (høring), og hvad der gælder for dem, der allerede får hjælp "
            "(overgang). Hvor noget bliver ringere, står det her, om det er oplyst. »Ikke oplyst« "
            "betyder, at kataloget ikke siger det; det kan stå andre steder i sagen.",
      .en = "The catalogue can record why something changes (reason), who was heard, such as the "
            "disability council (consultation), and what holds for those who already receive help "
            "(transition). Where something gets worse, this annex says whether it is recorded. "
            "\"Not recorded\" means that the catalogue does not say; other papers may."}},
	{{.da = "Bevist", .en = "Proved"},
     {.da = "De to kataloger er sammenlignet i alle sager, der kan forekomme i perioden, ikke kun "
            "i stikprøver. Beviset gælder katalogerne, som de er skrevet op som regler.",
      .en = "The two catalogues were compared in every case that can exist in the period, not "
            "in samples only. The proof is about the catalogues as written down in rules."}},
	{{.da = "I reglerne og kildestempel", .en = "In the rules, and source stamp"},
     {.da = "Fil og linje i de regler, der er sammenlignet. Stemplet er regnet ud af reglernes "
            "tekst og viser, præcis hvilken udgave det var.",
      .en = "File and line of the rules that were compared. The stamp is computed from their "
            "text and says exactly which edition it was."}},
};

static const struct term conflict = {
	{.da = "Modstrid", .en = "Contradiction"},
	{.da = "Kataloget giver to forskellige svar på det samme.",
     .en = "The catalogue gives two different answers to the same question."}};

static bool has_conflict(const struct diff *d)
{
	for (uint32_t i = 0; i < d->services.n; i++)
		for (uint32_t k = 0; k < d->services.at[i].changes.n; k++) {
			enum diff_effect effect = d->services.at[i].changes.at[k].effect;
			if (effect == EFFECT_CONFLICT || effect == EFFECT_RESOLVED)
				return true;
		}
	return false;
}

static void add_term(const struct show *p, show_rows *rows, const struct term *x)
{
	struct show_row row = {.label = show_word(p, &x->label), .text = show_word(p, &x->text)};
	vec_push(p->a, rows, row);
}

show_rows show_terms(const struct show *p)
{
	show_rows rows = {0};
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		add_term(p, &rows, &terms[i]);
	if (has_conflict(p->d))
		add_term(p, &rows, &conflict);
	return rows;
}
