/** The whole desk put together: log, graph, search, access, schema and server, from settings. */
@NullMarked
package dev.trestle.app.desk;

import org.jspecify.annotations.NullMarked;
