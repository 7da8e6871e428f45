#include "table/dialect.h"

const Dialect dialect_default = {
    .delimiter = ',',
    .quote = '"',
    .double_quote = TRUE,
    .header = TRUE,
    .header_join = " ",
    .case_sensitive_header = TRUE,
};

gboolean dialect_is_plain(const Dialect *dialect)
{
    return dialect->quote != '\0' && dialect->double_quote && dialect->escape == '\0' &&
           dialect->line_terminator == '\0' && !dialect->skip_initial_space &&
           !dialect->comment_char && dialect->n_comment_rows == 0 && dialect->header &&
           dialect->n_header_rows == 0;
}
