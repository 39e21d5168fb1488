/** One file per pipeline: its topics, front doors, job, sinks and views, made from the site's configuration. */
@NullMarked
package io.pitchside.app.pipelines;

import org.jspecify.annotations.NullMarked;
