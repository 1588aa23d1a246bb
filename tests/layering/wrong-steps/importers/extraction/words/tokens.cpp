#include "importers/extraction/arms/arms.h"
