// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/fitting.h"

#include "kb/model/error.h"

#include <fstream>

namespace ekb::importers::extraction::training {

LinearModel fit_averaged(const std::vector<Example>& examples, const Fitting& fitting) {
    TrainingOptions options;
    options.classes = fitting.classes;
    options.bits = fitting.bits;
    options.epochs = fitting.epochs;
    options.rate = fitting.rate;
    options.l2 = 1e-4;
    options.averaged = true;
    options.smallest = 0.01;
    return train_linear(examples, options);
}

void write_file(const std::string& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (!file.flush()) throw Error(path + ": cannot be written");
}

} // namespace ekb::importers::extraction::training
