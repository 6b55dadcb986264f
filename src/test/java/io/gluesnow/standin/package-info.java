/**
 * The world around the job, on loopback: stand-ins for the services that it talks to, and the local
 * run that plays a story on them. For tests and the local jar; never in the job jar.
 */
package io.gluesnow.standin;
