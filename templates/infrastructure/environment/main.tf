locals {
  name = "heal7-${var.environment}"

  tags = {
    Environment = var.environment
    Project     = "heal7"
    ManagedBy   = "terraform"
    Owner       = "devops-team"
  }
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "logs_key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }

  statement {
    sid       = "Logs"
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${var.region}.amazonaws.com"]
    }
  }
}

resource "aws_kms_key" "logs" {
  description             = "Flow logs of ${local.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 7
  policy                  = data.aws_iam_policy_document.logs_key.json
}

module "vpc" {
  source = "../../modules/vpc"

  name               = local.name
  cidr               = var.vpc_cidr
  cluster_name       = local.name
  single_nat_gateway = var.single_nat_gateway
  kms_key_arn        = aws_kms_key.logs.arn
}

module "eks" {
  source = "../../modules/eks"

  name                    = local.name
  kubernetes_version      = var.kubernetes_version
  vpc_id                  = module.vpc.vpc_id
  subnet_ids              = module.vpc.private_subnet_ids
  public_access_cidrs     = var.public_access_cidrs
  administrator_role_arns = var.administrator_role_arns
  node_groups             = var.node_groups
}

module "rds" {
  source = "../../modules/rds"

  name                     = local.name
  vpc_id                   = module.vpc.vpc_id
  subnet_ids               = module.vpc.database_subnet_ids
  client_security_group_id = module.eks.security_group_id
  instance_class           = var.database_instance_class
  allocated_storage        = var.database_allocated_storage
  max_allocated_storage    = var.database_max_allocated_storage
  multi_az                 = var.database_multi_az
}

module "elasticache" {
  source = "../../modules/elasticache"

  name                     = local.name
  vpc_id                   = module.vpc.vpc_id
  subnet_ids               = module.vpc.database_subnet_ids
  client_security_group_id = module.eks.security_group_id
  node_type                = var.redis_node_type
  nodes                    = var.redis_nodes
}
