/* SPDX-License-Identifier: MIT
 *
 * Goldens: each tests/golden/AREA/NAME.niv is a cmocka case, and so is each tests/golden/AREA/NAME/ that is a whole
 * catalogue. What is expected stands in the file, beside the offending line:
 *
 *     #: args…                    first line, optional: more arguments, or another command if the first is a word
 *     omfang: 12 timer            #! N3101 fragment of the message #! N6002 another
 *     omfang: 12 timer            #! N3101 fragment | støtte.omfang | 17 år | 8: note on line 8
 *     #---- text                  optional: the exact output of the text format follows,
 *     # fejl N3101: …             each line behind "# "
 *
 * Every finding must be expected and every expectation met: line, code and fragment. A golden without #! is clean.
 * Further fragments are the place, the example person or a fragment of a note with its line.
 * For a command other than check, stdout is compared with the text section only. In a folder, every .niv file
 * carries its own expectations; the first lines of main.niv, or of the first file, hold the arguments.
 */
#include "runner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <dirent.h>
#include <glob.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGS_MAX 32
#define EXPECT_MAX 256
#define PATH_SIZE 512

/* One finding, expected or found. */
struct expect {
	char path[PATH_SIZE];
	long line;
	char code[16];
	char text[512];
	bool met;
};

struct golden {
	const char *path; /* a file or a folder */
	char *args;       /* of "#:", or "" */
	char *text;       /* of "#---- text", or NULL */
	struct expect list[EXPECT_MAX];
	size_t n;
};

static char *read_file(const char *path)
{
	FILE *f = must(fopen(path, "rb"));
	char *text = read_stream(f);
	fclose(f);
	return text;
}

/* "N3101 fragment", as far as the next #! */
static void add_expect(struct golden *g, const char *path, long line, const char *s)
{
	const char *end = strstr(s, "#!");
	size_t n = end ? (size_t)(end - s) : strlen(s);
	while (n && isspace((unsigned char)*s)) {
		s++;
		n--;
	}
	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	struct expect *e = &g->list[g->n++];
	assert_true(g->n < EXPECT_MAX);
	size_t word = strcspn(s, " ");
	word = word < n ? word : n;
	memset(e, 0, sizeof *e);
	snprintf(e->path, sizeof e->path, "%s", path);
	snprintf(e->code, sizeof e->code, "%.*s", (int)word, s);
	s += word;
	n -= word;
	while (n && *s == ' ') {
		s++;
		n--;
	}
	snprintf(e->text, sizeof e->text, "%.*s", (int)n, s);
	e->line = line;
}

/* The text section: what stands behind "# ", line by line. */
static char *read_section(const char *from)
{
	char *text = must(calloc(1, strlen(from) + 1)), *to = text;
	while (*from == '#') {
		const char *end = strchr(from, '\n');
		size_t n = end ? (size_t)(end - from) : strlen(from),
			   skip = n > 1 && from[1] == ' ' ? 2 : 1;
		memcpy(to, from + skip, n - skip);
		to += n - skip;
		*to++ = '\n';
		from += n + (end != NULL);
	}
	*to = 0;
	return text;
}

static void read_expectations(struct golden *g, const char *path)
{
	char *text = read_file(path), *next;
	long number = 1;
	for (char *line = text; line && *line; line = next, number++) {
		char *end = strchr(line, '\n');
		next = end ? end + 1 : NULL;
		if (end)
			*end = 0;
		if (number == 1 && strncmp(line, "#:", 2) == 0 && !g->args)
			g->args = must(strdup(line + 2));
		if (strncmp(line, "#---- text", 10) == 0) {
			g->text = next ? read_section(next) : must(strdup(""));
			break;
		}
		for (char *s = strstr(line, "#!"); s; s = strstr(s + 2, "#!"))
			add_expect(g, path, number, s + 2);
	}
	free(text);
}

static int is_source(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');
	return dot && strcmp(dot, ".niv") == 0;
}

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void read_golden(struct golden *g)
{
	if (!is_folder(g->path)) {
		read_expectations(g, g->path);
		return;
	}
	struct dirent **names;
	int n = scandir(g->path, &names, is_source, alphasort);
	for (int i = 0; i < n; i++) {
		char path[PATH_SIZE];
		snprintf(path, sizeof path, "%s/%s", g->path, names[i]->d_name);
		read_expectations(g, path);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

/* Runs the program with its standard error left alone; *status is its exit status, -1 for a signal. */
static char *run(char *const argv[], int *status)
{
	int ends[2];
	fflush(NULL);
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], 1);
		close(ends[0]);
		close(ends[1]);
		alarm(60); /* nothing may hang */
		execv(argv[0], argv);
		_exit(127);
	}
	close(ends[1]);
	FILE *f = must(fdopen(ends[0], "rb"));
	char *out = read_stream(f);
	fclose(f);
	int how;
	waitpid(child, &how, 0);
	*status = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
	return out;
}

/* program COMMAND --format=FORMAT --on 2026-01-01 args… FILE; words are cut out of `args`. */
static char *run_golden(const struct golden *g, const char *format, int *status)
{
	char *argv[ARGS_MAX] = {0}, options[64];
	char *args = must(strdup(g->args ? g->args : "")), *save = NULL;
	char *word = strtok_r(args, " \t\r", &save);
	bool command = word && *word != '-';
	int n = 0;
	argv[n++] = (char *)(uintptr_t)program();
	argv[n++] = command ? word : (char *)(uintptr_t) "check";
	if (!command || strcmp(word, "check") == 0) {
		snprintf(options, sizeof options, "--format=%s", format);
		argv[n++] = options;
		argv[n++] = (char *)(uintptr_t) "--on";
		argv[n++] = (char *)(uintptr_t) "2026-01-01";
	}
	if (command)
		word = strtok_r(NULL, " \t\r", &save);
	for (; word && n < ARGS_MAX - 2; word = strtok_r(NULL, " \t\r", &save))
		argv[n++] = word;
	argv[n++] = (char *)(uintptr_t)g->path;
	char *out = run(argv, status);
	free(args);
	return out;
}

static const char *field(const json_t *finding, const char *key)
{
	const char *s = json_string_value(json_object_get(finding, key));
	return s ? s : "";
}

/* One fragment, of the message or of what stands around it. */
static bool says(const json_t *finding, const char *part)
{
	const char *place = field(finding, "identity");
	bool here = strlen(part) == strcspn(place, "#") && strncmp(place, part, strlen(part)) == 0;
	if (here || strstr(field(finding, "message"), part) ||
	    strcmp(field(finding, "witness"), part) == 0)
		return true;
	size_t i;
	json_t *note;
	json_array_foreach(json_object_get(finding, "notes"), i, note)
	{
		char text[1024];
		snprintf(text, sizeof text, "%d: %s",
		         (int)json_integer_value(json_object_get(note, "line")), field(note, "message"));
		if (strstr(text, part))
			return true;
	}
	return false;
}

static bool says_all(const json_t *finding, const struct expect *e)
{
	const char *from = e->text;
	for (const char *end; (end = strstr(from, " | ")); from = end + 3) {
		char part[sizeof e->text];
		snprintf(part, sizeof part, "%.*s", (int)(end - from), from);
		if (!says(finding, part))
			return false;
	}
	return says(finding, from);
}

/* True, and marked, where the finding was expected; a finding without a place is expected on line 1. */
static bool meet(struct golden *g, const json_t *finding)
{
	const char *path = field(finding, "path");
	json_int_t line = json_integer_value(json_object_get(finding, "line"));
	for (size_t i = 0; i < g->n; i++) {
		struct expect *e = &g->list[i];
		bool here = *path ? strcmp(e->path, path) == 0 && e->line == line : e->line == 1;
		if (!e->met && here && strcmp(e->code, field(finding, "code")) == 0 &&
		    says_all(finding, e)) {
			e->met = true;
			return true;
		}
	}
	return false;
}

static bool compare_findings(struct golden *g)
{
	int status;
	char *out = run_golden(g, "json", &status);
	json_error_t error;
	json_t *root = json_loads(out, JSON_REJECT_DUPLICATES, &error), *finding;
	json_t *findings = json_object_get(root, "findings");
	bool good = true;
	if (status != 0 && status != 1 && g->n == 0)
		good = false;
	if (status < 0 || status > 2 || !json_is_array(findings)) {
		print_error("%s: exit status %d, no findings: %.200s\n", g->path, status, out);
		json_decref(root);
		free(out);
		return false;
	}
	size_t i;
	json_array_foreach(findings, i, finding)
	{
		if (meet(g, finding))
			continue;
		print_error("%s:%d: unexpected %s %s\n", field(finding, "path"),
		            (int)json_integer_value(json_object_get(finding, "line")),
		            field(finding, "code"), field(finding, "message"));
		good = false;
	}
	for (i = 0; i < g->n; i++) {
		if (g->list[i].met)
			continue;
		print_error("%s:%ld: missing %s %s\n", g->list[i].path, g->list[i].line, g->list[i].code,
		            g->list[i].text);
		good = false;
	}
	json_decref(root);
	free(out);
	return good;
}

static bool compare_text(const struct golden *g)
{
	int status;
	char *out = run_golden(g, "text", &status);
	bool good = strcmp(out, g->text) == 0;
	if (!good)
		print_error("%s: exit status %d, expected\n%s---- but got\n%s----\n", g->path, status,
		            g->text, out);
	free(out);
	return good;
}

static bool is_check(const struct golden *g)
{
	const char *args = g->args ? g->args + strspn(g->args, " \t") : "";
	return *args == 0 || *args == '-' ||
	       (strncmp(args, "check", 5) == 0 && !isalpha((unsigned char)args[5]));
}

static void test_golden(void **state)
{
	struct golden *g = must(calloc(1, sizeof *g));
	g->path = *state;
	read_golden(g);
	bool good = is_check(g) ? compare_findings(g) : g->text || g->n == 0;
	if (g->text)
		good = compare_text(g) && good;
	free(g->args);
	free(g->text);
	free(g);
	assert_true(good);
}

/* Files and folders two deep; with arguments, just those. */
static void find_goldens(int argc, char **argv, glob_t *found)
{
	memset(found, 0, sizeof *found);
	if (argc < 2) {
		glob("tests/golden/*/*.niv", 0, NULL, found);
		glob("tests/golden/*/*/", GLOB_APPEND, NULL, found);
	}
	for (int i = 1; i < argc; i++)
		glob(argv[i], GLOB_NOCHECK | (i > 1 ? GLOB_APPEND : 0), NULL, found);
	for (size_t i = 0; i < found->gl_pathc; i++) {
		size_t n = strlen(found->gl_pathv[i]);
		if (found->gl_pathv[i][n - 1] == '/')
			found->gl_pathv[i][n - 1] = 0;
	}
}

int main(int argc, char **argv)
{
	glob_t found;
	if (access(program(), X_OK) != 0) {
		fprintf(stderr, "SKIP golden: there is no %s\n", program());
		return 77;
	}
	find_goldens(argc, argv, &found);
	if (found.gl_pathc == 0) {
		fprintf(stderr, "SKIP golden: there are no goldens\n");
		globfree(&found);
		return 77;
	}
	struct CMUnitTest *tests = must(calloc(found.gl_pathc, sizeof *tests));
	for (size_t i = 0; i < found.gl_pathc; i++)
		tests[i] = (struct CMUnitTest){
			.name = found.gl_pathv[i],
			.test_func = test_golden,
			.initial_state = found.gl_pathv[i],
		};
	int failed = _cmocka_run_group_tests("golden", tests, found.gl_pathc, NULL, NULL);
	free(tests);
	globfree(&found);
	return failed;
}
