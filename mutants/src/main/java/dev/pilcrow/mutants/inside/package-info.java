/**
 * What lives in a mutant's world. These classes are loaded anew for each mutant, so that the
 * product that they see is the mutated one; everything else of this module is loaded once.
 */
@NullMarked
package dev.pilcrow.mutants.inside;

import org.jspecify.annotations.NullMarked;
