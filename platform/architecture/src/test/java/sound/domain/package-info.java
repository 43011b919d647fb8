/** A house that keeps all rules, so that the rules are seen to accept it. */
@NullMarked
package sound.domain;

import org.jspecify.annotations.NullMarked;
