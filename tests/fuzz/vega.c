/* Chart specs as Vega-Lite draws them: its whole grammar. */
#include "spec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    spec_try(data, size, config_new_vega());
    return 0;
}
