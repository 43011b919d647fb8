/** What operators and clients read about the desk itself: health, metrics, keys and the index. */
@NullMarked
package dev.trestle.http.observe;

import org.jspecify.annotations.NullMarked;
