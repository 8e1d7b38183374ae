/* SPDX-License-Identifier: MIT
 *
 * niveau build: from a catalogue to files for other programs. Each file is written beside its old self and renamed;
 * none is written where there are errors, unless --force says so.
 */
#include "emit/emit.h"
#include "tool/asking.h"
#include "tool/office.h"
#include "tool/report.h"
#include "tool/world.h"

#include <string.h>

/* Those of the library, then those that need one of their own. */
static const struct target *target_at(unsigned i)
{
	return i < target_count                ? &targets[i]
	     : i < target_count + office_count ? &office[i - target_count]
	                                       : NULL;
}

static int list_targets(struct session *s)
{
	for (unsigned i = 0; target_at(i); i++)
		text_printf(&s->out, "%-8s %s\n", target_at(i)->name, target_at(i)->help[s->d.lang]);
	return STATUS_CLEAN;
}

/* True where it is a target, or all of them; else after a finding. */
static bool is_target(struct session *s, const char *name)
{
	bool known = strcmp(name, "all") == 0;
	for (unsigned i = 0; target_at(i); i++)
		known |= strcmp(target_at(i)->name, name) == 0;
	if (!known)
		diag_unknown_target(&s->d, SPAN_NONE, name);
	return known;
}

/* False where one refused. */
static bool make_files(struct space *space, const char *name, struct emit_out *out)
{
	bool good = true, all = strcmp(name, "all") == 0;
	for (unsigned i = 0; target_at(i); i++)
		if (all || strcmp(target_at(i)->name, name) == 0)
			good &= target_at(i)->emit(space, out);
	return good;
}

static void write_files(struct session *s, const struct emit_out *out)
{
	const char *folder = option_value(&s->options, OPTION_OUT);
	if (folder && !world_make_folder(s, folder))
		return;
	for (uint32_t i = 0; i < out->files.n; i++) {
		struct text text = out->files.at[i].text;
		const char *path = world_join(s->a, folder ? folder : "", out->files.at[i].name);
		if (!world_write(s, path, (struct str){text_c(&text), text.n}))
			return;
		if (report_format(s) == FORMAT_TEXT)
			text_printf(&s->out, "%s\n", path);
	}
}

int command_build(struct session *s)
{
	const char *name = option_value(&s->options, OPTION_TO);
	if (!name)
		return list_targets(s);
	if (!is_target(s, name))
		return report_usage(s);
	s->builds = true;
	struct asking q;
	struct emit_out out = {.a = s->a, .d = &s->d};
	bool forced = option_value(&s->options, OPTION_FORCE);
	bool made = asking_begin(&q, s, s->options.args.at[0]) && make_files(q.space, name, &out);
	if ((made && !diags_errors(&s->d)) || forced)
		write_files(s, &out);
	else
		diag_nothing_written(&s->d, SPAN_NONE);
	report_findings(s);
	asking_end(&q);
	return report_status(s);
}
