/* Whole numbers for products of two numbers of a bundle, up to 10^24. */
#pragma once

__extension__ typedef unsigned __int128 Wide;
