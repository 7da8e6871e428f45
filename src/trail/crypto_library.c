#include "trail/crypto_library.h"

#include "base/library.h"

const CryptoLibrary *crypto_library(GError **error)
{
    static CryptoLibrary library;
    static gboolean loaded;
#define SYMBOL(name) {#name, &library.name##_function},
    const LibrarySymbol symbols[] = {CRYPTO_FUNCTIONS(SYMBOL)};
#undef SYMBOL
    loaded = loaded || library_load("libcrypto.so.3", "signatures need OpenSSL (package libssl3)",
                                    symbols, G_N_ELEMENTS(symbols), error);
    return loaded ? &library : NULL;
}
