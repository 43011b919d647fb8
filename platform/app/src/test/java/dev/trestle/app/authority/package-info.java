/** Who may do what: every mutation of the schema as everybody, held to a table that is read. */
@NullMarked
package dev.trestle.app.authority;

import org.jspecify.annotations.NullMarked;
