/* SPDX-License-Identifier: MIT
 *
 * Files are read in the order in which they are first used: the list is its own queue. Afterwards the graph of uses
 * is searched for circles.
 */
#include "tool/load.h"
#include "front/parse.h"

#include <string.h>

struct use {
	span at;
	uint32_t to; /* a file */
	const char *name;
};

enum state { STATE_NEW, STATE_OPEN, STATE_DONE };

struct node {
	const char *path;
	struct ast_file *file; /* NULL: not readable */
	VEC(struct use) uses;
	uint32_t next; /* use to be followed */
	enum state state;
};

struct loader {
	struct session *s;
	const char *stdlib; /* NULL: none */
	VEC(struct node) nodes;
};

struct source *load_source(struct session *s, const char *path, const char *shown)
{
	struct arena passing;
	struct str text;
	struct source *source = NULL;
	arena_init(&passing);
	if (world_read(s, &passing, path, &text)) {
		source = source_add(&s->sources, shown, text.p, text.n);
		if (!source)
			diag_too_much_text(&s->d, SPAN_NONE, shown);
	}
	arena_free(&passing);
	if (source && !s->language_given) {
		s->d.lang = parse_language(source);
		s->language_given = true;
	}
	return source;
}

bool load_paths(struct session *s, const char *path, path_list *out)
{
	if (!world_is_folder(path)) {
		vec_push(s->a, out, path);
		return true;
	}
	size_t n = strlen(path);
	while (n > 1 && path[n - 1] == '/')
		n--;
	const char *folder = arena_text(s->a, path, n);
	path_list found = {0};
	if (!world_list(s, folder, ".niv", &found))
		return false;
	if (!found.n)
		diag_no_sources(&s->d, SPAN_NONE, folder);
	bool good = found.n > 0;
	for (uint32_t i = 0; i < found.n; i++) {
		if (world_is_inside(found.at[i], folder)) {
			vec_push(s->a, out, found.at[i]);
		} else {
			diag_leads_outside(&s->d, SPAN_NONE, found.at[i]);
			good = false;
		}
	}
	return good;
}

static uint32_t add_node(struct loader *l, const char *path, const char *shown)
{
	for (uint32_t i = 0; i < l->nodes.n; i++)
		if (strcmp(l->nodes.at[i].path, path) == 0)
			return i;
	struct node node = {.path = path};
	struct source *source = load_source(l->s, path, shown);
	if (source)
		node.file = parse_file(l->s->a, l->s->names, &l->s->d, source);
	vec_push(l->s->a, &l->nodes, node);
	return l->nodes.n - 1;
}

/* The module's file; NULL where there is none. */
static const char *find_module(const struct loader *l, const char *user, const char *name,
                               const char **shown)
{
	struct arena *a = l->s->a;
	const char *file = arena_printf(a, "%s.niv", name);
	const char *folder = world_folder(a, user), *path = world_join(a, folder, file);
	bool in_stdlib = l->stdlib && strcmp(folder, l->stdlib) == 0;
	if (!world_is_file(path) || !world_is_inside(path, folder)) {
		in_stdlib = true;
		path = l->stdlib ? world_join(a, l->stdlib, file) : NULL;
		if (!path || !world_is_file(path) || !world_is_inside(path, l->stdlib))
			return NULL;
	}
	*shown = in_stdlib ? arena_printf(a, "stdlib/%s", file) : path;
	return path;
}

static void follow_use(struct loader *l, uint32_t from, const struct name *name)
{
	struct arena *a = l->s->a;
	const char *spelled = intern_text(l->s->names, name->id), *shown = NULL;
	const char *user = l->nodes.at[from].path;
	const char *path = find_module(l, user, spelled, &shown);
	if (!path)
		path = find_module(l, user, str_c(a, str_fold(a, str_of(spelled))), &shown);
	if (!path) {
		diag_unknown_module(&l->s->d, name->at, spelled);
		return;
	}
	struct use use = {name->at, add_node(l, path, shown), spelled};
	vec_push(a, &l->nodes.at[from].uses, use);
}

static void follow_uses(struct loader *l, uint32_t from)
{
	const struct ast_file *file = l->nodes.at[from].file;
	for (uint32_t i = 0; file && i < file->decls.n; i++)
		if (file->decls.at[i]->kind == DECL_USE && file->decls.at[i]->name.id)
			follow_use(l, from, &file->decls.at[i]->name);
}

/* Depth first, without recursion: a use that leads to a file still open closes a circle. */
static void find_circles(struct loader *l, uint32_t root)
{
	VEC(uint32_t) open = {0};
	if (l->nodes.at[root].state != STATE_NEW)
		return;
	l->nodes.at[root].state = STATE_OPEN;
	vec_push(l->s->a, &open, root);
	while (open.n) {
		struct node *node = &l->nodes.at[vec_last(&open)];
		if (node->next == node->uses.n) {
			node->state = STATE_DONE;
			open.n--;
			continue;
		}
		const struct use *use = &node->uses.at[node->next++];
		struct node *to = &l->nodes.at[use->to];
		if (to->state == STATE_OPEN) {
			diag_use_cycle(&l->s->d, use->at, use->name);
		} else if (to->state == STATE_NEW) {
			to->state = STATE_OPEN;
			vec_push(l->s->a, &open, use->to);
		}
	}
}

struct catalogue_files load_catalogue(struct session *s, const char *path)
{
	struct loader l = {.s = s, .stdlib = world_shared(s, "NIVEAU_STDLIB", "../stdlib", "stdlib")};
	struct catalogue_files out = {0};
	path_list own = {0};
	out.broken = !load_paths(s, path, &own);
	for (uint32_t i = 0; i < own.n; i++)
		add_node(&l, own.at[i], own.at[i]);
	for (uint32_t i = 0; i < l.nodes.n; i++)
		follow_uses(&l, i);
	for (uint32_t i = 0; i < l.nodes.n; i++) {
		find_circles(&l, i);
		if (l.nodes.at[i].file)
			vec_push(s->a, &out.files, l.nodes.at[i].file);
		else
			out.broken = true;
		if (i + 1 == own.n)
			out.own = out.files.n;
	}
	return out;
}

struct model *load_model(struct session *s, const char *path)
{
	struct catalogue_files c = load_catalogue(s, path);
	return load_files(s, &c, &s->d);
}

struct model *load_files(struct session *s, const struct catalogue_files *c, struct diags *d)
{
	if (!c->own)
		return NULL;
	struct model *m = model_make(s->a, s->names, d, &s->sources, c->files.at, c->files.n, c->own);
	if (!s->builds)
		m->words = s->d.lang;
	return m;
}
