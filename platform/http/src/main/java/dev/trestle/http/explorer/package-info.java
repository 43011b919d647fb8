/** GraphiQL at {@code /graphiql}, served from the class path without any outside host. */
@NullMarked
package dev.trestle.http.explorer;

import org.jspecify.annotations.NullMarked;
