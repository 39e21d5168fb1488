/**
 * What is shown live: {@link io.pitchside.web.live.LiveHub} keeps what a page needs of each match and hands it to every
 * client that watches. It knows no Kafka: {@link io.pitchside.web.live.LiveInput} is where records come in.
 */
@NullMarked
package io.pitchside.web.live;

import org.jspecify.annotations.NullMarked;
