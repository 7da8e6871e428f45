#include "chart/value_order.h"

int ordered_by_value(gconstpointer a, gconstpointer b)
{
    return value_compare(((const OrderedValue *)a)->value, ((const OrderedValue *)b)->value);
}

int ordered_by_value_down(gconstpointer a, gconstpointer b)
{
    return ordered_by_value(b, a);
}

int ordered_by_key(gconstpointer a, gconstpointer b)
{
    const OrderedValue *x = a, *y = b;
    const int order = (x->key > y->key) - (x->key < y->key);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}
