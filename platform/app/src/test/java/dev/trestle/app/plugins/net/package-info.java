/** Tries the way outside on real sockets, and on addresses it must refuse. */
@NullMarked
package dev.trestle.app.plugins.net;

import org.jspecify.annotations.NullMarked;
