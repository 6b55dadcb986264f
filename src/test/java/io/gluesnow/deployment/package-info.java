/**
 * What is under {@code deployment/}: the template, the script and the grants, each put to the test.
 */
package io.gluesnow.deployment;
