#include "importers/format.h"
