/** The pages: html, css and ES modules from the class path, the sign-in page, the charts library. */
@NullMarked
package io.pitchside.web.page;

import org.jspecify.annotations.NullMarked;
