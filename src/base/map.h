/* SPDX-License-Identifier: MIT
 *
 * A hash map from a 64-bit key to a 32-bit value, in an arena; iteration is not offered, so no order can leak.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct map {
	struct arena *a;
	struct map_entry *at;
	uint32_t n, cap;
};

/* A zeroed map with `a` set is empty. */
void map_put(struct map *m, uint64_t key, uint32_t value);
/* True and *value where the key is known. */
bool map_get(const struct map *m, uint64_t key, uint32_t *value);

uint64_t hash_bytes(const void *p, size_t n);
uint64_t hash_mix(uint64_t h, uint64_t x);

#endif
