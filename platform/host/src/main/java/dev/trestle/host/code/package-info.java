/** The code of plugins: what it may name, what is woven into it, and the loader that defines it. */
@NullMarked
package dev.trestle.host.code;

import org.jspecify.annotations.NullMarked;
