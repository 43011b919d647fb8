/** Tests of what authors of plugins do outside a desk. */
@NullMarked
package dev.trestle.app.authoring;

import org.jspecify.annotations.NullMarked;
