/** Answers of users to surveys: files, forms that send them, and pages of our own. */
@NullMarked
package io.throughline.source.surveys;

import org.jspecify.annotations.NullMarked;
