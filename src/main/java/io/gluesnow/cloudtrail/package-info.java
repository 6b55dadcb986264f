/**
 * From bytes to catalog events: envelopes are told apart by their content, each CloudTrail record
 * is read leniently, and whatever cannot be read comes back as a value with its bytes and a reason
 * in plain words. Nothing in this room throws because of what it reads. It knows {@code catalog},
 * Jackson and the JDK.
 */
package io.gluesnow.cloudtrail;
