/* Reference (c): sis.ts line by line in C, for -O3. Reads its case from a file, then does as many weeks as each line of
   its input says, and answers with the CPU seconds they took; at the end of input it writes the state back.

   The file: int32 size, ties, thresholds, seed; then offsets, targets, thresholds (32-bit), state (bytes). */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint32_t mix(uint32_t x) {
  x = (x ^ (x >> 16)) * 0x21f0aaadu;
  x = (x ^ (x >> 15)) * 0xd35a2d97u;
  return x ^ (x >> 15);
}

static void sis(int32_t size, const uint32_t *restrict offsets, const uint32_t *restrict targets,
                const int32_t *restrict thresholds, uint32_t seed, uint8_t *restrict state, int32_t *restrict changed,
                int32_t from, int32_t weeks) {
  for (int32_t t = from; t < from + weeks; t++) {
    const uint32_t k0 = mix(seed ^ (2u * (uint32_t)t));
    const uint32_t k1 = mix(k0 ^ (2u * (uint32_t)t + 1u));
    int32_t changes = 0;
    for (int32_t i = 0; i < size; i++) {
      int32_t code = 0;
      if (state[i] == 0) {
        const uint32_t last = offsets[i + 1];
        code = 1;
        for (uint32_t e = offsets[i]; e < last; e++) code += state[targets[e]];
      }
      const uint32_t u = mix(mix((uint32_t)i ^ k0) ^ k1);
      changed[changes] = i;
      changes += (int32_t)(u >> 1) < thresholds[code];
    }
    for (int32_t c = 0; c < changes; c++) state[changed[c]] ^= 1;
  }
}

static void *take(size_t bytes, FILE *file) {
  void *memory = malloc(bytes ? bytes : 1);
  if (!memory || fread(memory, 1, bytes, file) != bytes) exit(2);
  return memory;
}

int main(int argc, char **argv) {
  FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
  if (!file) return 2;
  const int32_t *head = take(4 * sizeof *head, file);
  const uint32_t *offsets = take(4 * (size_t)(head[0] + 1), file);
  const uint32_t *targets = take(4 * (size_t)head[1], file);
  const int32_t *thresholds = take(4 * (size_t)head[2], file);
  uint8_t *state = take((size_t)head[0], file);
  int32_t *changed = malloc(4 * ((size_t)head[0] + 1));
  fclose(file);
  int weeks, from = 0;
  while (scanf("%d", &weeks) == 1) {
    const clock_t start = clock();
    sis(head[0], offsets, targets, thresholds, (uint32_t)head[3], state, changed, from, weeks);
    printf("%.9f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
    fflush(stdout);
    from += weeks;
  }
  file = fopen(argv[2], "wb");
  return !file || fwrite(state, 1, (size_t)head[0], file) != (size_t)head[0] || fclose(file);
}
