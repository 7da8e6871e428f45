/*
 * fuzz: a fuzz target, as libFuzzer calls it (https://llvm.org/docs/LibFuzzer.html).
 *
 * A target takes any bytes, may report findings, and aborts (g_assert) when
 * what comes out breaks a promise of the header it tests.
 */
#ifndef FIGTRAIL_FUZZ_FUZZ_H
#define FIGTRAIL_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
