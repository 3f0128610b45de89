/** What is about one person, for that person and their lead. */
@NullMarked
package io.throughline.web.mine;

import org.jspecify.annotations.NullMarked;
