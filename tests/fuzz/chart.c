/* Chart specs in the house style. */
#include "spec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    spec_try(data, size, NULL);
    return 0;
}
