/*
 * gio_library: GIO, loaded when it is first called (base/library.h): with GObject, libmount and six
 * more it takes half of what starting the program takes, and few commands have use for it.
 *
 * g_autoptr of GIO's types would link GObject: GIO_AUTO does the same.
 */
#ifndef FIGTRAIL_BASE_GIO_LIBRARY_H
#define FIGTRAIL_BASE_GIO_LIBRARY_H

#include "base/library.h"

#include <gio/gio.h>

#define GIO_SYMBOL(name) LIBRARY_SYMBOL(FIGTRAIL_LIBRARY_GIO, name, #name)

#define g_converter_convert GIO_SYMBOL(g_converter_convert)
#define g_file_equal GIO_SYMBOL(g_file_equal)
#define g_file_monitor_cancel GIO_SYMBOL(g_file_monitor_cancel)
#define g_file_monitor_directory GIO_SYMBOL(g_file_monitor_directory)
#define g_file_monitor_set_rate_limit GIO_SYMBOL(g_file_monitor_set_rate_limit)
#define g_file_new_for_path GIO_SYMBOL(g_file_new_for_path)
#define g_inet_address_get_family GIO_SYMBOL(g_inet_address_get_family)
#define g_inet_address_new_from_string GIO_SYMBOL(g_inet_address_new_from_string)
#define g_inet_address_to_bytes GIO_SYMBOL(g_inet_address_to_bytes)
#define g_inet_address_to_string GIO_SYMBOL(g_inet_address_to_string)
#define g_inet_socket_address_get_address GIO_SYMBOL(g_inet_socket_address_get_address)
#define g_inet_socket_address_get_type GIO_SYMBOL(g_inet_socket_address_get_type)
#define g_object_unref GIO_SYMBOL(g_object_unref)
#define g_signal_connect_data GIO_SYMBOL(g_signal_connect_data)
#define g_signal_handlers_disconnect_matched GIO_SYMBOL(g_signal_handlers_disconnect_matched)
#define g_socket_address_new_from_native GIO_SYMBOL(g_socket_address_new_from_native)
#define g_subprocess_communicate GIO_SYMBOL(g_subprocess_communicate)
#define g_subprocess_get_exit_status GIO_SYMBOL(g_subprocess_get_exit_status)
#define g_subprocess_get_if_exited GIO_SYMBOL(g_subprocess_get_if_exited)
#define g_subprocess_get_successful GIO_SYMBOL(g_subprocess_get_successful)
#define g_subprocess_newv GIO_SYMBOL(g_subprocess_newv)
#define g_subprocess_wait GIO_SYMBOL(g_subprocess_wait)
#define g_type_check_instance_is_a GIO_SYMBOL(g_type_check_instance_is_a)

static inline void gio_object_clear(void *variable)
{
    void **object = variable;
    if (*object)
        g_object_unref(*object);
}
#define GIO_AUTO __attribute__((cleanup(gio_object_clear)))

#endif
